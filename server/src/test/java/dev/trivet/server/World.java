package dev.trivet.server;

import dev.trivet.engine.Loop;
import dev.trivet.sim.LateClient;
import dev.trivet.sim.Link;
import dev.trivet.sim.SimulatedClient;
import dev.trivet.sim.SimulatedFile;
import dev.trivet.sim.SimulatedNetwork;
import dev.trivet.transfer.LateStart;
import dev.trivet.transfer.Start;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /// Nobody forges before the clients know the TIDs: until then a forger cannot be told from the server.
    private static final Duration HANDSHAKE = Duration.ofMinutes(5);

    /// What a block may take where each waits for the longest patience there is, and a little.
    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(100);

    private final WorldPlan plan;
    private final Contents contents;
    private final SimulatedNetwork network;
    private final Store store;
    private final Reception reception;
    private final InetSocketAddress address;
    private final List<TransferEvent> events = new ArrayList<>();
    private final List<Taking> takings = new ArrayList<>();

    /// @param falsified what was falsified; empty: nothing
    /// @param hung what did not end; empty: everything did
    /// @param completed whether any transfer did
    record Verdict(String falsified, String hung, boolean completed) {
        boolean isGood() {
            return falsified.isEmpty() && hung.isEmpty();
        }
    }

    private World(WorldPlan plan) {
        this.plan = plan;
        contents = Contents.of(plan);
        network = SimulatedNetwork.withSeed(plan.seed());
        store = plan.onDisk() ? directory() : memory();
        var loop = new Loop(network.transportAt("server", SERVER), World::fault);
        var workers = network.workers(Duration.ZERO, plan.server().work());
        reception = builder().reception(loop, workers, Served.ETHERNET, this::wallClock);
        address = listen();
        network.drive(loop);
        for (var pause : plan.weather().pauses()) network.after(pause.from(), () -> network.pause(loop, length(pause)));
        plan.server().drains().ifPresent(at -> network.after(at, this::drain));
    }

    static World ofSeed(long seed) {
        return new World(WorldPlan.draw(seed));
    }

    WorldPlan plan() {
        return plan;
    }

    String transcript() {
        return network.transcript();
    }

    // --- the server

    private ServerBuilder builder() {
        var server = plan.server();
        return TftpServer.builder()
                .content(store.provider())
                .singlePort(server.singlePort())
                .maxBlksize(server.maxBlksize())
                .maxWindowsize(server.maxWindowsize())
                .maxWindowBytes(server.maxWindowBytes())
                .giveUp(server.giveUp())
                .maxTransfers(server.places())
                .whenFull(server.singlePort() ? WhenFull.DROP : WhenFull.REFUSE)
                .onEvent(events::add)
                .onFault(World::fault)
                .blocksFrom(start());
    }

    private static void fault(Throwable thrown) {
        throw new IllegalStateException("a fault on the server's loop", thrown);
    }

    private Instant wallClock() {
        return Served.BEGAN.plusNanos(network.now());
    }

    private InetSocketAddress listen() {
        try {
            return reception.listen(new InetSocketAddress(SERVER, 69));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration length(Link.Outage pause) {
        return pause.to().minus(pause.from());
    }

    private void drain() {
        reception.drain();
        network.after(Duration.ofSeconds(1), reception::stop);
    }

    private Start start() {
        return plan.before() == 0 ? Start.AT_BLOCK_1 : LateStart.after(plan.before());
    }

    private Store directory() {
        try {
            var directory = new DirectoryStore(plan.server().policy(), this::wallClock);
            if (contents.former().isPresent())
                directory.put(NAME, contents.former().get());
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Store memory() {
        var server = plan.server();
        var memory = new MemoryContent(server.policy()).chunk(server.chunk());
        memory.front(start().octetsBefore(plan.terms().blockSize()));
        if (contents.isHuge()) contents.offered().ifPresent(memory::expect);
        contents.former().ifPresent(file -> memory.put(NAME, file));
        return switch (server.trouble()) {
            case NONE -> memory;
            case DISK_FULL -> memory.full(server.troubleAt());
            case COMMIT_FAILS -> memory.commitsFail();
            case FILE_CHANGES -> memory.changed(server.troubleAt());
        };
    }

    // --- the clients

    private void begin() {
        var client = client("client", CLIENT);
        var habits = plan.client();
        habits.habit().ifPresent(h -> client.receiving(h, habits.habitTimer()));
        plan.unasked().ifPresent(client::rollover);
        if (habits.returns().isPresent()) client.port(FIXED_PORT);
        var first = take(client, contents.offered());
        habits.vanishes().ifPresent(at -> network.after(at, first.transfer()::vanish));
        habits.returns()
                .map(habits.vanishes().orElse(Duration.ZERO)::plus)
                .ifPresent(at -> network.after(at, () -> take(client, contents.offered())));
        plan.rival().ifPresent(r -> network.after(r.after(), () -> take(client("rival", RIVAL), contents.rival())));
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

    /// Sends the file, or fetches it where there is none to send.
    private Taking take(SimulatedClient client, Optional<SimulatedFile> offered) {
        var taking = offered.isPresent() ? write(client, offered.get()) : read(client);
        takings.add(taking);
        return taking;
    }

    private Taking read(SimulatedClient client) {
        var download = new Download(contents.all().stream().map(contents::wire).toList());
        return new Taking(client.read(address, NAME, download), Optional.empty(), Optional.of(download));
    }

    private Taking write(SimulatedClient client, SimulatedFile file) {
        var transfer = client.write(address, NAME, contents.wire(file));
        return new Taking(transfer, Optional.of(file), Optional.empty());
    }

    // --- the course of it

    /// Runs the world to its end, and judges it.
    Verdict run() {
        weather(0);
        begin();
        int clients = plan.rival().isPresent() || plan.client().returns().isPresent() ? 2 : 1;
        network.runUntil(() -> takings.size() == clients && takings.stream().allMatch(Taking::knowsTid), HANDSHAKE);
        weather(plan.weather().strangers());
        boolean quiet = network.runUntilQuiet(longest());
        try (store) {
            var judgement = new Judgement(plan, contents, store.file(NAME), store.formers(NAME), takings, events);
            return new Verdict(judgement.falsified(), hung(quiet), judgement.completed());
        }
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

    private Duration longest() {
        long blocks = plan.offered().orElse(plan.former().orElse(0))
                        / plan.terms().blockSize().octets()
                + 10;
        return LONGEST_BLOCK.multipliedBy(blocks).plusHours(1);
    }

    /// What did not end, or is left though everything ended.
    private String hung(boolean quiet) {
        if (!quiet) return "something still happens after " + longest();
        for (var taking : takings) if (!taking.transfer().isOver()) return "a client's transfer is not over";
        if (reception.held() > 0) return "the server holds " + reception.held() + " transfers";
        if (reception.shared().running().get() != 0)
            return "places are taken: " + reception.shared().running();
        if (!store.left().isEmpty()) return store.left();
        int ports = plan.server().singlePort() ? 1 : 2; // the listening one, and the one from which errors leave
        if (network.openPorts() > ports) return "ports are open: " + network.openPorts();
        var bad = Stories.bad(events);
        return bad.isEmpty() ? "" : "what was told of transfers: " + bad;
    }
}
