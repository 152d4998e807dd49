package dev.trivet.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.engine.Loop;
import dev.trivet.engine.Workers;
import dev.trivet.sim.SimulatedFile;
import dev.trivet.sim.SimulatedNetwork;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The real client, on the real loop, on a simulated network, and servers that a test plays. One way takes 10 ms, work
/// off the loop no time.
final class Played {
    static final InetAddress SERVER = InetAddress.ofLiteral("192.0.2.1");
    static final InetAddress CLIENT = InetAddress.ofLiteral("192.0.2.10");
    static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.99");
    static final InetSocketAddress LISTENING = new InetSocketAddress(SERVER, 69);
    static final URI FILE = URI.create("tftp://192.0.2.1/file");

    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int ETHERNET = 1500;

    final SimulatedNetwork network;
    final Loop loop;
    final TftpClient client;
    final List<ClientEvent> events = new ArrayList<>();
    final List<Throwable> faults = new ArrayList<>();

    private Played(SimulatedNetwork network, Workers workers, Consumer<ClientBuilder> settings) {
        this.network = network;
        loop = new Loop(network.transportAt("client", CLIENT), faults::add);
        network.named("server", SERVER).named("other", OTHER).drive(loop);
        var builder = TftpClient.builder().onEvent(events::add).onFault(faults::add);
        settings.accept(builder);
        client = builder.attach(loop, workers, CLIENT, ETHERNET, () -> BEGAN.plusNanos(network.now()));
    }

    static Played plain() {
        return with(_ -> {});
    }

    /// One block of 512 octets at a time, and no option asked for.
    static Played inLockStep() {
        return with(ClientBuilder::noOptions);
    }

    static Played with(Consumer<ClientBuilder> settings) {
        var network = network();
        return new Played(network, network.workers(Duration.ZERO, Duration.ZERO), settings);
    }

    static Played on(SimulatedNetwork network, Workers workers) {
        return new Played(network, workers, _ -> {});
    }

    static SimulatedNetwork network() {
        return SimulatedNetwork.withSeed(1).latency(Duration.ofMillis(10));
    }

    /// Some octets, none like its neighbours.
    static byte[] octets(int count) {
        return SimulatedFile.generated(7, count).octets();
    }

    Played server(ScriptedServer.Script script) {
        var _ = new ScriptedServer(network, LISTENING, script);
        return this;
    }

    CompletableFuture<Fetched> get() {
        return client.getAsync(FILE);
    }

    CompletableFuture<TransferReport> put(int octets) {
        return client.putAsync(octets(octets), FILE);
    }

    /// Until nothing happens any more; then nothing of the client may be left.
    Played run() {
        assertThat(network.runUntilQuiet(Duration.ofMinutes(10)))
                .as("quiet within ten minutes")
                .isTrue();
        assertThat(faults).as("faults").isEmpty();
        return this;
    }

    void run(Duration length) {
        network.run(length);
    }

    /// Why it failed.
    static TftpException failure(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        var thrown = future.handle((_, failure) -> failure).join();
        return (TftpException) (thrown instanceof TftpException ? thrown : thrown.getCause());
    }

    String transcript() {
        return network.transcript();
    }

    /// What the client sent, without the times.
    List<String> sent() {
        return transcript()
                .lines()
                .filter(line -> line.contains(" client > "))
                .map(line -> line.substring(line.indexOf("client >")).strip())
                .toList();
    }

    /// When the client sent requests, in whole seconds, and whether with options.
    String requests() {
        return transcript()
                .lines()
                .filter(line -> line.contains("  RRQ") || line.contains("  WRQ"))
                .map(line -> line.substring(0, line.indexOf('.')) + (line.contains("octet tsize") ? "" : " plain"))
                .collect(Collectors.joining(", "));
    }

    /// Kinds of events in their order.
    String story() {
        return events.stream().map(e -> e.getClass().getSimpleName()).collect(Collectors.joining(" "));
    }
}
