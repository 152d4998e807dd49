package dev.trivet.server;

import dev.trivet.engine.Loop;
import dev.trivet.negotiation.BlockSize;
import dev.trivet.sim.Link;
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

/// One file, one server, one client or two, and a network between them, all drawn from one seed. The loop, the server
/// and the clients' machines are the real ones.
///
/// In some the file lies in a real directory; in most in memory, under the same contract, and near the rollover its
/// beginning is thought to have been transferred before.
final class World {
    static final String NAME = "file";
    static final InetAddress SERVER = Served.address(1);
    static final InetAddress CLIENT = Served.address(10);
    private static final InetAddress RIVAL = Served.address(11);

    /// Nobody forges before the clients know the TIDs: until then a forger cannot be told from the server.
    private static final Duration HANDSHAKE = Duration.ofMinutes(5);

    /// What a block may take where each waits for the longest patience there is, and a little.
    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(100);

    private final WorldPlan plan;
    private final Asker asker;
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

    World(WorldPlan plan, Asker asker) {
        this.plan = plan;
        this.asker = asker;
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

    /// With a simulated client.
    static World ofSeed(long seed) {
        return new World(WorldPlan.draw(seed), new SimulatedAsker());
    }

    WorldPlan plan() {
        return plan;
    }

    Contents contents() {
        return contents;
    }

    SimulatedNetwork network() {
        return network;
    }

    /// Where the server listens.
    InetSocketAddress address() {
        return address;
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

    static void fault(Throwable thrown) {
        throw new IllegalStateException("a fault on a loop", thrown);
    }

    Instant wallClock() {
        return Served.BEGAN.plusNanos(network.now());
    }

    private InetSocketAddress listen() {
        try {
            return reception.listen(new InetSocketAddress(SERVER, 69));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Duration length(Link.Outage pause) {
        return pause.to().minus(pause.from());
    }

    private void drain() {
        reception.drain();
        network.after(Duration.ofSeconds(1), reception::stop);
    }

    Start start() {
        return plan.before() == 0 ? Start.AT_BLOCK_1 : LateStart.after(plan.before());
    }

    private Store directory() {
        var directory = DirectoryStore.open(plan.server().policy(), this::wallClock);
        contents.former().ifPresent(file -> directory.put(NAME, file));
        return directory;
    }

    private Store memory() {
        var server = plan.server();
        var memory = new MemoryContent(server.policy()).chunk(server.chunk());
        if (contents.isHuge()) contents.offered().ifPresent(memory::expect);
        contents.former().ifPresent(file -> memory.put(NAME, file));
        return memory.troubled(server.trouble(), server.troubleAt());
    }

    // --- the clients

    private void begin() {
        asker.begin(this);
        plan.rival().ifPresent(r -> network.after(r.after(), this::rival));
    }

    private void rival() {
        SimulatedAsker.take(this, SimulatedAsker.client(this, "rival", RIVAL), contents.rival());
    }

    /// A client has begun.
    void takes(Taking taking) {
        takings.add(taking);
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
        int mtu = plan.trivet().filter(t -> t.mtu() > 0).map(TrivetSide::mtu).orElse(Integer.MAX_VALUE);
        var there = weather.there()
                .faults(weather.there().faults().strangers(strangers))
                .mtu(mtu);
        var back = weather.back()
                .faults(weather.back().faults().strangers(strangers))
                .mtu(mtu);
        for (var client : List.of(CLIENT, RIVAL)) {
            network.link(client, SERVER, there);
            network.link(SERVER, client, back);
        }
    }

    private Duration longest() {
        long blocks = plan.offered().orElse(plan.former().orElse(0))
                        / Math.min(plan.terms().blockSize().octets(), BlockSize.DEFAULT.octets())
                + 10;
        return LONGEST_BLOCK.multipliedBy(blocks).plusHours(1);
    }

    /// What did not end, or is left though everything ended.
    private String hung(boolean quiet) {
        if (!quiet) return "something still happens after " + longest();
        for (var taking : takings) if (!taking.isOver()) return "a client's transfer is not over";
        if (reception.held() > 0) return "the server holds " + reception.held() + " transfers";
        if (reception.shared().running().get() != 0)
            return "places are taken: " + reception.shared().running();
        if (!store.left().isEmpty()) return store.left();
        int ports = plan.server().singlePort() ? 1 : 2; // the listening one, and the one from which errors leave
        if (network.openPorts() > ports) return "ports are open: " + network.openPorts();
        if (!asker.left().isEmpty()) return asker.left();
        var bad = Stories.bad(events);
        return bad.isEmpty() ? "" : "what was told of transfers: " + bad;
    }
}
