package dev.trivet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.trivet.client.TftpException.Reason;
import dev.trivet.content.DirectoryProvider;
import dev.trivet.content.Root;
import dev.trivet.content.WritePolicy;
import dev.trivet.engine.Loop;
import dev.trivet.server.TftpServer;
import dev.trivet.transfer.Start;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// With real threads and sockets, over loopback.
@DisplayName("A client of its own keeps no thread, no socket and no file")
class OwnLinesTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    @TempDir
    Path served;

    @TempDir
    Path local;

    private TftpServer server;

    @BeforeEach
    void start() throws IOException {
        server = TftpServer.builder()
                .content(DirectoryProvider.open(Root.at(served).write(WritePolicy.OVERWRITE)))
                .listen(InetAddress.getLoopbackAddress(), 0)
                .start();
        Files.write(served.resolve("file"), Played.octets(100_000));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "counts the descriptors of the process")
    void noSocketStaysAfterClose() throws Exception {
        long before = descriptors();
        try (var client = TftpClient.create()) {
            client.get(file(), local.resolve("file"));
            assertThat(descriptors()).isGreaterThan(before);
        }
        assertThat(descriptors()).isEqualTo(before);
    }

    private static long descriptors() throws IOException {
        try (var all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(OwnLinesTest::isSocketOrSelector).count();
        }
    }

    private static boolean isSocketOrSelector(Path descriptor) {
        try {
            var target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:") || target.contains("eventpoll");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    @Test
    void noThreadStaysAfterClose() throws Exception {
        try (var client = TftpClient.create()) {
            client.get(file(), local.resolve("file"));
            assertThat(threads()).isNotEmpty();
        }
        // Much less than dallying and idling take: they ended because the client was closed.
        for (var thread : threads())
            assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("trivet-client-"))
                .toList();
    }

    @Test
    void theThreadOfAClientThatNobodyClosesEndsByItself() throws Exception {
        var loops = new LinkedBlockingQueue<Thread>();
        var client = TftpClient.builder()
                .onEvent(_ -> loops.add(Thread.currentThread()))
                .build(Duration.ofMillis(1));
        client.put(Played.octets(1_000), uri("a"));
        var first = loops.take();
        assertThat(first.join(BOUND)).isTrue();
        loops.clear();
        client.put(Played.octets(1_000), uri("b"));
        var second = loops.take();
        assertThat(second).isNotSameAs(first);
        assertThat(second.join(BOUND)).isTrue();
        assertThat(served.resolve("b")).hasBinaryContent(Played.octets(1_000));
    }

    @Test
    void manyClientsInOneProgramKeepApart() throws Exception {
        var clients = new ArrayList<TftpClient>();
        var puts = new ArrayList<CompletableFuture<TransferReport>>();
        for (int i = 0; i < 20; i++) {
            var client = TftpClient.create();
            clients.add(client);
            puts.add(client.putAsync(Played.octets(1_000 + i), uri("of" + i)));
        }
        for (var put : puts) put.get(BOUND.toSeconds(), TimeUnit.SECONDS);
        for (int i = 0; i < 20; i++) assertThat(served.resolve("of" + i)).hasBinaryContent(Played.octets(1_000 + i));
        clients.forEach(TftpClient::close);
        for (var thread : threads()) assertThat(thread.join(BOUND)).isTrue();
    }

    @Test
    void whatDependsOnAFutureMayCloseTheClientAndWait() throws Exception {
        var client = TftpClient.create();
        var after = client.putAsync(Played.octets(1_000), uri("a")).thenApply(_ -> {
            client.close();
            return Thread.currentThread().isVirtual();
        });
        assertThat(after.get(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        for (var thread : threads()) assertThat(thread.join(BOUND)).isTrue();
    }

    @Test
    void aListenerMayCloseTheClient() throws Exception {
        var old = Files.writeString(local.resolve("file"), "as it was");
        var itself = new AtomicReference<TftpClient>();
        var loop = new CompletableFuture<Thread>();
        var client = TftpClient.builder()
                .onEvent(event -> {
                    if (!(event instanceof ClientEvent.Started)) return;
                    itself.get().close();
                    loop.complete(Thread.currentThread());
                })
                .build();
        itself.set(client);
        var got = client.getAsync(file(), old);
        assertThat(loop.get(BOUND.toSeconds(), TimeUnit.SECONDS).join(BOUND)).isTrue();
        assertThatThrownBy(() -> got.get(BOUND.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        TftpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CANCELLED));
        for (var thread : threads()) assertThat(thread.join(BOUND)).isTrue();
        assertThat(old).hasContent("as it was");
        assertOnly(old);
    }

    @Test
    void whoIsInterruptedInAGetHasCancelledIt() throws Exception {
        var asked = new CountDownLatch(1);
        var outcome = new CompletableFuture<Throwable>();
        var old = Files.writeString(local.resolve("file"), "as it was");
        try (var silent = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var client =
                        TftpClient.builder().onEvent(_ -> asked.countDown()).build()) {
            var from = URI.create("tftp://127.0.0.1:" + silent.getLocalPort() + "/file");
            var blocked = Thread.ofPlatform().start(() -> {
                try {
                    client.get(from, old);
                } catch (Exception e) {
                    outcome.complete(e);
                }
            });
            assertThat(asked.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
            blocked.interrupt();
            assertThat(blocked.join(BOUND)).isTrue();
        }
        assertThat(outcome).isCompletedWithValueMatching(InterruptedException.class::isInstance);
        assertThat(old).hasContent("as it was");
        assertOnly(old);
    }

    @Test
    void closingEndsWhoIsBlocked() throws Exception {
        var asked = new CountDownLatch(1);
        try (var silent = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            var client = TftpClient.builder().onEvent(_ -> asked.countDown()).build();
            var got = client.getAsync(URI.create("tftp://127.0.0.1:" + silent.getLocalPort() + "/file"));
            assertThat(asked.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
            client.close();
            assertThatThrownBy(() -> got.get(BOUND.toSeconds(), TimeUnit.SECONDS))
                    .hasMessageContaining("the transfer was cancelled");
        }
    }

    @Test
    void aClosedClientTakesNoCallsAndMayBeClosedAgain() {
        var client = TftpClient.create();
        client.close();
        client.close();
        assertThatThrownBy(() -> client.get(file())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> client.putAsync(new byte[1], file())).isInstanceOf(IllegalStateException.class);
    }

    /// The host says at once that nobody listens: nobody waits half a minute for that.
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere loopback may keep silent")
    void whereNobodyListensTheClientKnowsItSoon() throws Exception {
        int port;
        try (var closed = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            port = closed.getLocalPort();
        }
        try (var client = TftpClient.create()) {
            var failure = assertTimeoutPreemptively(BOUND, () -> {
                try {
                    client.get(URI.create("tftp://127.0.0.1:" + port + "/file"));
                    return null;
                } catch (TftpException e) {
                    return e;
                }
            });
            assertThat(failure.reason()).isEqualTo(Reason.NO_ANSWER);
            assertThat(failure).hasMessageContaining("nobody listens on UDP port " + port);
        }
    }

    @Test
    void whereTheLoopFailsNobodyWaitsForEver() {
        var network = Played.network();
        var loop = new Loop(network.transportAt("client", Played.CLIENT), fault -> {
            throw new IllegalStateException(fault);
        });
        var workers = network.workers(Duration.ZERO, Duration.ZERO);
        var line = new Line(loop, workers, workers, Runnable::run);
        var lost = new TftpClient(
                TftpClient.builder().settings(),
                Lines.on(line),
                Network.simulated(Played.CLIENT, 1500),
                InstantSource.system(),
                Start.AT_BLOCK_1);
        var got = lost.getAsync(Played.FILE, local.resolve("old"));
        network.drive(loop).run(Duration.ofMillis(100));
        loop.transport().close();
        line.abandon();
        network.run(Duration.ofMillis(100));
        assertThat(got).isCompletedExceptionally();
        assertThat(local).isEmptyDirectory();
    }

    @Test
    void aHostWithoutAddressIsNoRoute() {
        try (var client = TftpClient.create()) {
            assertThatThrownBy(() -> client.get(URI.create("tftp://does-not-exist.invalid/file")))
                    .isInstanceOfSatisfying(
                            TftpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_ROUTE))
                    .hasMessageContaining("no address is known for 'does-not-exist.invalid'");
        }
    }

    private void assertOnly(Path file) throws IOException {
        try (var all = Files.list(local)) {
            assertThat(all).containsExactly(file);
        }
    }

    private URI file() {
        return uri("file");
    }

    private URI uri(String name) {
        return URI.create("tftp://127.0.0.1:" + server.addresses().getFirst().getPort() + "/" + name);
    }
}
