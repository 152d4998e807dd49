package dev.trivet.server;

import dev.trivet.content.WritePolicy;
import dev.trivet.engine.Loop;
import dev.trivet.server.TransferEvent.Ended;
import dev.trivet.server.TransferEvent.Progress;
import dev.trivet.server.TransferEvent.Refused;
import dev.trivet.server.TransferEvent.Requested;
import dev.trivet.server.TransferEvent.Started;
import dev.trivet.server.TransferEvent.Unanswered;
import dev.trivet.sim.LateClient;
import dev.trivet.sim.SimulatedClient;
import dev.trivet.sim.SimulatedFile;
import dev.trivet.sim.SimulatedNetwork;
import dev.trivet.sim.SimulatedTransfer;
import dev.trivet.transfer.LateStart;
import dev.trivet.transfer.Outcome;
import dev.trivet.transfer.Start;
import dev.trivet.wire.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One file, one server, one client or two, and a network between them, all drawn from one seed. The loop, the server
/// and the clients' machines are the real ones.
///
/// In some the file lies in a real directory; in most in memory, under the same contract, and near the rollover its
/// beginning is thought to have been transferred before.
final class World {
    private static final String NAME = "file";
    private static final InetAddress SERVER = Served.address(1);
    private static final InetAddress CLIENT = Served.address(10);
    private static final InetAddress RIVAL = Served.address(11);

    /// That boot ROMs know no other of.
    private static final int FIXED_PORT = 2070;

    /// Nobody hears anything that a client or server says before it knows the other's TID: a forger that guesses it
    /// then cannot be told from the peer.
    private static final Duration HANDSHAKE = Duration.ofMinutes(5);

    private final WorldPlan plan;
    private final SimulatedNetwork network;
    private final Store store;
    private final Reception reception;
    private final InetSocketAddress address;
    private final List<TransferEvent> events = new ArrayList<>();
    private final List<Taking> takings = new ArrayList<>();
    private final Optional<SimulatedFile> former;

    /// One client and what it wants.
    private static final class Taking {
        final Direction direction;
        final SimulatedTransfer transfer;
        final Optional<SimulatedFile> offered;
        final Optional<Download> download;

        Taking(
                Direction direction,
                SimulatedTransfer transfer,
                Optional<SimulatedFile> offered,
                Optional<Download> download) {
            this.direction = direction;
            this.transfer = transfer;
            this.offered = offered;
            this.download = download;
        }
    }

    private World(WorldPlan plan) {
        this.plan = plan;
        network = SimulatedNetwork.withSeed(plan.seed());
        former = plan.former().isPresent() ? Optional.of(file(1, plan.former().getAsLong())) : Optional.empty();
        store = store();
        var loop = new Loop(network.transportAt("server", SERVER), World::fault);
        reception = builder()
                .reception(
                        loop, network.workers(Duration.ZERO, plan.server().work()), Served.ETHERNET, this::wallClock);
        address = listen();
        network.drive(loop);
        for (var pause : plan.weather().pauses())
            network.after(pause.from(), () -> network.pause(loop, pause.to().minus(pause.from())));
        plan.server().drains().ifPresent(at -> network.after(at, this::drain));
    }

    private void drain() {
        reception.drain();
        network.after(Duration.ofSeconds(1), reception::stop);
    }

    static World ofSeed(long seed) {
        return new World(WorldPlan.draw(seed));
    }

    private static void fault(Throwable thrown) {
        throw new IllegalStateException("a fault on the server's loop", thrown);
    }

    private Store store() {
        if (!plan.onDisk()) return memory();
        try {
            var directory = new DirectoryStore(plan.server().policy(), this::wallClock);
            if (former.isPresent()) directory.put(NAME, former.get());
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Instant wallClock() {
        return Served.BEGAN.plusNanos(network.now());
    }

    private MemoryContent memory() {
        var memory =
                new MemoryContent(plan.server().policy()).chunk(plan.server().chunk());
        memory.front(start().octetsBefore(plan.terms().blockSize()));
        if (isHuge()) memory.expect(file(2, plan.offered().orElse(0)));
        former.ifPresent(file -> memory.put(NAME, file));
        return switch (plan.server().trouble()) {
            case NONE -> memory;
            case DISK_FULL -> memory.full(plan.server().troubleAt());
            case COMMIT_FAILS -> memory.commitsFail();
            case FILE_CHANGES -> memory.changed(plan.server().troubleAt());
        };
    }

    private ServerBuilder builder() {
        var server = plan.server();
        return TftpServer.builder()
                .content(store.provider())
                .singlePort(server.singlePort())
                .maxBlockSize(server.maxBlockSize())
                .maxWindowSize(server.maxWindowSize())
                .maxWindowOctets(server.maxWindowOctets())
                .giveUp(server.giveUp())
                .maxTransfers(server.places())
                .whenFull(server.singlePort() ? WhenFull.DROP : WhenFull.REFUSE)
                .onEvent(events::add)
                .onFault(World::fault)
                .blocksFrom(start());
    }

    private InetSocketAddress listen() {
        try {
            return reception.listen(new InetSocketAddress(SERVER, 69));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Start start() {
        return plan.before() == 0 ? Start.AT_BLOCK_1 : LateStart.after(plan.before());
    }

    /// More than an array holds.
    private boolean isHuge() {
        return plan.offered().orElse(0) > Integer.MAX_VALUE || plan.former().orElse(0) > Integer.MAX_VALUE;
    }

    /// The content that this number stands for: text with ends of lines where it travels as netascii.
    private SimulatedFile file(int number, long length) {
        var file = SimulatedFile.generated(plan.seed() * 31 + number, length);
        return plan.mode() == Mode.OCTET ? file : SimulatedFile.of(text(file.octets()));
    }

    private static byte[] text(byte[] octets) {
        byte[] letters = {'\r', '\n', '\n', 'a', 'b', 0, 'c', '\r'};
        for (int i = 0; i < octets.length; i++) octets[i] = letters[octets[i] & 7];
        return octets;
    }

    // --- the course of it

    WorldPlan plan() {
        return plan;
    }

    String transcript() {
        return network.transcript();
    }

    /// Runs the world to its end, and judges it.
    Verdict run() {
        weather(0);
        begin();
        int clients = plan.rival().isPresent() || plan.client().returns().isPresent() ? 2 : 1;
        network.runUntil(() -> takings.size() == clients && takings.stream().allMatch(World::knowsTid), HANDSHAKE);
        weather(plan.weather().strangers());
        boolean quiet = network.runUntilQuiet(longest());
        try (store) {
            return verdict(quiet);
        }
    }

    private void begin() {
        var client = client("client", CLIENT);
        var habits = plan.client();
        habits.habit().ifPresent(h -> client.receiving(h, habits.habitTimer()));
        plan.unasked().ifPresent(client::rollover);
        if (habits.returns().isPresent()) client.port(FIXED_PORT);
        var first = take(client, plan.direction(), plan.offered().orElse(0), 2);
        habits.vanishes().ifPresent(at -> network.after(at, first.transfer::vanish));
        habits.returns()
                .map(habits.vanishes().orElse(Duration.ZERO)::plus)
                .ifPresent(at -> network.after(
                        at, () -> take(client, plan.direction(), plan.offered().orElse(0), 2)));
        plan.rival()
                .ifPresent(r ->
                        network.after(r.after(), () -> take(client("rival", RIVAL), r.direction(), r.offered(), 3)));
    }

    private static boolean knowsTid(Taking taking) {
        return taking.transfer.terms().isPresent() || taking.transfer.isOver();
    }

    private void weather(double strangers) {
        var weather = plan.weather();
        var there = weather.there().faults(weather.there().faults().strangers(strangers));
        var back = weather.back().faults(weather.back().faults().strangers(strangers));
        for (var client : List.of(CLIENT, RIVAL)) {
            network.link(client, SERVER, there);
            network.link(SERVER, client, back);
        }
    }

    private SimulatedClient client(String name, InetAddress host) {
        var client = SimulatedClient.on(network, name, host)
                .mode(plan.mode())
                .options(plan.options())
                .storing(plan.client().storing())
                .giveUp(plan.client().giveUp());
        LateClient.startingAt(client, start());
        return client;
    }

    private Taking take(SimulatedClient client, Direction direction, long length, int number) {
        var taking = direction == Direction.READ ? read(client) : write(client, file(number, length));
        takings.add(taking);
        return taking;
    }

    private Taking read(SimulatedClient client) {
        var download = new Download(contents().stream().map(this::wire).toList());
        var transfer = client.read(address, NAME, download);
        return new Taking(Direction.READ, transfer, Optional.empty(), Optional.of(download));
    }

    private Taking write(SimulatedClient client, SimulatedFile offered) {
        var transfer = client.write(address, NAME, wire(offered));
        return new Taking(Direction.WRITE, transfer, Optional.of(offered), Optional.empty());
    }

    private SimulatedFile wire(SimulatedFile file) {
        return plan.mode() == Mode.OCTET ? file : SimulatedFile.of(MemoryContent.netascii(file.octets()));
    }

    /// Every content that the file may ever have.
    private List<SimulatedFile> contents() {
        var all = new ArrayList<SimulatedFile>();
        former.ifPresent(all::add);
        plan.offered().ifPresent(length -> all.add(file(2, length)));
        plan.rival().filter(r -> r.direction() == Direction.WRITE).ifPresent(r -> all.add(file(3, r.offered())));
        return all;
    }

    /// Each block may take all the patience there is, and no more; then the last dallying.
    private Duration longest() {
        long blocks = plan.offered().orElse(plan.former().orElse(0))
                        / plan.terms().blockSize().octets()
                + 10;
        return Duration.ofSeconds(100).multipliedBy(blocks).plusHours(1);
    }

    // --- the judgement

    /// @param falsified what was falsified; empty: nothing
    /// @param hung what did not end; empty: everything did
    record Verdict(String falsified, String hung, boolean completed) {
        boolean isGood() {
            return falsified.isEmpty() && hung.isEmpty();
        }
    }

    private Verdict verdict(boolean quiet) {
        boolean completed = takings.stream().anyMatch(this::reportsCompletion);
        return new Verdict(falsified(completed), hung(quiet), completed);
    }

    private String falsified(boolean completed) {
        for (var taking : takings) {
            if (taking.download.isPresent()) {
                var download = taking.download.get();
                if (download.isFalsified()) return "a client received what the file never was";
                if (reportsCompletion(taking) && !isTakenIn(taking) && !download.isWhole())
                    return "a completed read is not the whole file";
            } else if (reportsCompletion(taking) && !mayStandFor(taking)) {
                return "a completed write is not what is stored";
            }
        }
        if (!isKnown(store.file(NAME))) return "what is stored is neither old nor offered";
        if (!keepsFormer()) return "the former content was not kept";
        if (completed || !plan.isCalm()) return "";
        return "nothing was in the way, and nothing completed";
    }

    /// A client that returns to its port may take a block that was meant for its former self for the answer to its
    /// request, and then thinks that no options were granted. That is what TIDs at random are for (RFC 1350 §4).
    private boolean isTakenIn(Taking taking) {
        var terms = taking.transfer.terms();
        boolean asGranted = terms.filter(t -> t.blockSize().equals(plan.terms().blockSize()))
                .isPresent();
        return plan.client().returns().isPresent() && !asGranted;
    }

    /// Either side says so. Of two transfers from one port it cannot be told which the server means.
    private boolean reportsCompletion(Taking taking) {
        if (taking.transfer.completed()) return true;
        return plan.client().returns().isEmpty() && events.stream().anyMatch(e -> isCompletion(e, taking));
    }

    private static boolean isCompletion(TransferEvent event, Taking taking) {
        return event instanceof Ended ended
                && ended.outcome() instanceof Outcome.Completed
                && ended.asked().peer().address().equals(taking.transfer.address());
    }

    /// With two writers the later commit stands, except that only one can create.
    private boolean mayStandFor(Taking taking) {
        var stored = store.file(NAME);
        if (stored.isEmpty()) return false;
        boolean create = plan.server().policy() == WritePolicy.CREATE;
        return takings.stream()
                .filter(other -> other == taking || !create)
                .anyMatch(other -> other.offered
                        .filter(offered -> isSame(offered, stored.get()))
                        .isPresent());
    }

    /// Under [WritePolicy#VERSION].
    private boolean keepsFormer() {
        if (plan.server().policy() != WritePolicy.VERSION || former.isEmpty()) return true;
        var kept = Stream.concat(store.file(NAME).stream(), store.formers(NAME).stream());
        return plan.rival().isPresent() || kept.anyMatch(file -> isSame(file, former.get()));
    }

    private boolean isKnown(Optional<SimulatedFile> stored) {
        if (stored.isEmpty()) return former.isEmpty();
        return contents().stream().anyMatch(file -> isSame(file, stored.get()));
    }

    private static boolean isSame(SimulatedFile one, SimulatedFile other) {
        if (one.equals(other)) return true;
        return one.length() == other.length() && one.has(0, ByteBuffer.wrap(other.octets()));
    }

    private String hung(boolean quiet) {
        if (!quiet) return "something still happens after " + longest();
        for (var taking : takings) if (!taking.transfer.isOver()) return "a client's transfer is not over";
        if (reception.held() > 0) return "the server holds " + reception.held() + " transfers";
        if (reception.shared().running().get() != 0)
            return "places are taken: " + reception.shared().running();
        if (!store.left().isEmpty()) return store.left();
        if (network.openPorts() > (plan.server().singlePort() ? 1 : 2)) return "ports are open: " + network.openPorts();
        return badStory();
    }

    /// Each transfer is told of in order, each kind of event once, and to the end. Only one that its client asks anew
    /// for, or that makes room, before its answer has none.
    private String badStory() {
        var stories = new TreeMap<Long, String>();
        for (var event : events) {
            switch (event) {
                case Requested requested -> stories.merge(requested.asked().id(), "requested", String::concat);
                case Refused refused -> stories.merge(refused.asked().id(), "refused", String::concat);
                case Started started -> stories.merge(started.asked().id(), "started", String::concat);
                case Ended ended -> stories.merge(ended.asked().id(), "ended", String::concat);
                case Progress _, Unanswered _ -> {}
            }
        }
        var good = Set.of("requested", "refused", "requestedrefused", "requestedstartedended");
        stories.values().removeIf(good::contains);
        return stories.isEmpty() ? "" : "what was told of transfers: " + stories;
    }
}
