package dev.trivet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.content.Provider;
import dev.trivet.content.WritePolicy;
import dev.trivet.engine.Loop;
import dev.trivet.engine.Workers;
import dev.trivet.sim.SimulatedClient;
import dev.trivet.sim.SimulatedFile;
import dev.trivet.sim.SimulatedNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The real server, on the real loop, on a simulated network: what the tests here start from. One way takes 10 ms.
final class Served {
    static final InetAddress SERVER = address(1);
    static final InetAddress CLIENT = address(10);

    /// What every packet of Ethernet carries.
    static final PathMtu ETHERNET = _ -> 1500;

    /// The wall clock of the simulations: time 0 of their network.
    static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");

    private static final Duration ONE_WAY = Duration.ofMillis(10);
    private static final Duration LONG = Duration.ofMinutes(10);

    final SimulatedNetwork network;
    final MemoryContent content;
    final InetSocketAddress address;
    final Reception reception;
    final List<TransferEvent> events = new ArrayList<>();
    final List<Throwable> faults = new ArrayList<>();
    private final List<Throwable> loopFaults = new ArrayList<>();

    private Served(
            SimulatedNetwork network,
            Workers workers,
            MemoryContent content,
            UnaryOperator<Provider> provider,
            Consumer<ServerBuilder> settings) {
        this.network = network;
        this.content = content;
        var loop = new Loop(network.transportAt("server", SERVER), loopFaults::add);
        var builder = TftpServer.builder().onFault(faults::add).onEvent(events::add);
        settings.accept(builder);
        builder.content(provider.apply(content));
        reception = builder.reception(loop, workers, ETHERNET, () -> BEGAN.plusNanos(network.now()));
        address = listen();
        network.named("client", CLIENT).drive(loop);
    }

    private InetSocketAddress listen() {
        try {
            return reception.listen(new InetSocketAddress(SERVER, 69));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Content that may be overwritten, and every default.
    static Served plain() {
        return with(_ -> {});
    }

    static Served with(Consumer<ServerBuilder> settings) {
        return with(WritePolicy.OVERWRITE, settings);
    }

    static Served with(WritePolicy policy, Consumer<ServerBuilder> settings) {
        var network = network();
        return new Served(
                network,
                network.workers(Duration.ZERO, Duration.ZERO),
                new MemoryContent(policy),
                UnaryOperator.identity(),
                settings);
    }

    /// Content with something around it, on workers of that network.
    static Served around(
            SimulatedNetwork network,
            Workers workers,
            UnaryOperator<Provider> provider,
            Consumer<ServerBuilder> settings) {
        return new Served(network, workers, new MemoryContent(WritePolicy.OVERWRITE), provider, settings);
    }

    static SimulatedNetwork network() {
        return SimulatedNetwork.withSeed(1).latency(ONE_WAY);
    }

    static InetAddress address(int last) {
        return InetAddress.ofLiteral("192.0.2." + last);
    }

    /// Some octets, none like its neighbours.
    static byte[] octets(int count) {
        return SimulatedFile.generated(7, count).octets();
    }

    Served file(String name, int octets) {
        content.put(name, octets(octets));
        return this;
    }

    /// Other settings and content for what begins from now on.
    void reload(ServerBuilder changed) {
        try {
            reception.change(new Generation(changed.settings(), changed.content()).hold());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SimulatedClient client() {
        return client(10);
    }

    SimulatedClient client(int lastOctetOfAddress) {
        String name = lastOctetOfAddress == 10 ? "client" : "client" + lastOctetOfAddress;
        return SimulatedClient.on(network, name, address(lastOctetOfAddress));
    }

    /// A peer played by hand, on this port of the client's host.
    Peer peer(int port) {
        return peer(CLIENT, port);
    }

    Peer peer(InetAddress host, int port) {
        return new Peer(network, address, new InetSocketAddress(host, port));
    }

    void run(Duration length) {
        network.run(length);
    }

    void runMillis(long millis) {
        network.run(Duration.ofMillis(millis));
    }

    /// Until nothing is under way and no timer is set; then nothing may be left of any transfer.
    Served runUntilQuiet() {
        assertThat(network.runUntilQuiet(LONG)).as("quiet within ten minutes").isTrue();
        assertNothingLeft();
        return this;
    }

    void assertNothingLeft() {
        assertThat(reception.held()).as("transfers held").isZero();
        assertThat(reception.shared().running()).as("places taken").hasValue(0);
        assertThat(content.open()).as("sources and sinks open").isZero();
        assertThat(loopFaults).as("thrown on the loop").isEmpty();
    }

    <E extends TransferEvent> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// What was thrown on the server's loop.
    List<Throwable> loopFaults() {
        return loopFaults;
    }

    /// Kinds of events in their order: "Requested Started Ended".
    String story() {
        return String.join(
                " ", events.stream().map(e -> e.getClass().getSimpleName()).toList());
    }

    String transcript() {
        return network.transcript();
    }
}
