package dev.trivet.server;

import static dev.trivet.server.Loopback.HOST;
import static dev.trivet.server.Loopback.PATIENCE_MILLIS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.content.Content;
import dev.trivet.content.MemoryFiles;
import dev.trivet.content.Root;
import dev.trivet.content.WritePolicy;
import dev.trivet.engine.PortRange;
import dev.trivet.wire.Packet;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// With real sockets and threads, on loopback: what a program meets that has servers inside.
@DisplayName("A server inside another program")
@Timeout(60)
class EmbeddingTest {
    @TempDir
    Path directory;

    private final ConcurrentLinkedQueue<Throwable> faults = new ConcurrentLinkedQueue<>();
    private Set<Thread> before = Set.of();

    @BeforeEach
    void threadsOfOthers() {
        before = Thread.getAllStackTraces().keySet();
    }

    /// As the documentation has it.
    @Test
    void builderReadsAsItIsMeant() throws IOException {
        Files.writeString(directory.resolve("boot.img"), "image");
        var ended = new ConcurrentLinkedQueue<TransferEvent.Ended>();
        try (var server = TftpServer.builder()
                .listen("127.0.0.1", 0)
                .root(directory)
                .write(WritePolicy.VERSION)
                .route("SEP{mac}.cnf.xml", request -> Content.of(phoneConfiguration(request.variable("mac"))))
                .onEvent(event -> {
                    if (event instanceof TransferEvent.Ended e) ended.add(e);
                })
                .start()) {
            assertThat(read(server, "boot.img")).isEqualTo("image");
            assertThat(read(server, "SEP001122334455.cnf.xml")).isEqualTo("<phone mac='001122334455'/>");
            assertThat(write(server, "r1-confg", "hostname r1")).isTrue();
            assertThat(directory.resolve("r1-confg")).hasContent("hostname r1");
            assertThat(server.uri("boot img"))
                    .hasToString(
                            "tftp://127.0.0.1:" + server.addresses().getFirst().getPort() + "/boot%20img");
            assertThat(server.roots()).singleElement().satisfies(root -> {
                assertThat(root.path()).isEqualTo(directory.toRealPath());
                assertThat(root.root().write()).isEqualTo(WritePolicy.VERSION);
                assertThat(root.lenientSteps()).isNotEmpty();
            });
        }
        assertThat(ended).hasSize(3);
    }

    @Test
    void manyServersLiveBesideEachOtherAndLeaveNothing() throws IOException, InterruptedException {
        var servers = new ArrayList<TftpServer>();
        for (int i = 0; i < 5; i++) servers.add(serving("n", "server " + i).start());
        for (int i = 0; i < 5; i++) assertThat(read(servers.get(i), "n")).isEqualTo("server " + i);
        servers.getFirst().close();
        assertThat(read(servers.getLast(), "n")).isEqualTo("server 4");
        servers.forEach(TftpServer::close);
        assertNothingLeft(servers);
    }

    @Test
    void closedServerAnswersWhatItIsAsked() throws IOException {
        var server = serving("n", "x").start();
        server.close();
        assertThat(server.running()).isZero();
        assertThat(server.addresses()).hasSize(1);
        assertThatThrownBy(() -> server.reload(serving("n", "y"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void listenerMayCloseTheServer() throws IOException, InterruptedException {
        var itself = new AtomicReference<TftpServer>();
        var started = new CountDownLatch(1);
        var server = serving("n", "x")
                .onEvent(event -> {
                    if (!(event instanceof TransferEvent.Ended)) return;
                    awaitQuietly(started);
                    itself.get().close();
                })
                .start();
        itself.set(server);
        started.countDown();
        read(server, "n");
        server.await();
        assertNothingLeft(List.of(server));
    }

    @Test
    void functionMayCloseTheServer() throws IOException, InterruptedException {
        var itself = new AtomicReference<TftpServer>();
        var server = serving("n", "x")
                .route("close", _ -> {
                    itself.get().close();
                    return Content.notHere();
                })
                .start();
        itself.set(server);
        try (var client = new Loopback()) {
            client.asks(server, Peer.rrq("close"));
            server.await();
        }
        assertNothingLeft(List.of(server));
    }

    @Test
    void accessRuleOnTheLoopMayCloseTheServer() throws IOException, InterruptedException {
        var itself = new AtomicReference<TftpServer>();
        var server = serving("n", "x")
                .access((_, _) -> {
                    itself.get().close();
                    return Optional.empty();
                })
                .start();
        itself.set(server);
        try (var client = new Loopback()) {
            client.asks(server, Peer.rrq("n"));
            server.await();
        }
        assertNothingLeft(List.of(server));
    }

    @Test
    void serverWhoseLoopFailedClosesAndSaysWhy() throws IOException, InterruptedException {
        var server = serving("n", "x".repeat(10_000))
                .access((_, _) -> {
                    if (faults.isEmpty()) return Optional.empty();
                    throw new AssertionError("no loop outlives this");
                })
                .onFault(faults::add)
                .start();
        try (var running = new Loopback();
                var client = new Loopback()) {
            running.asks(server, Peer.rrq("n")).hears();
            assertThat(server.failure()).isEmpty();
            faults.add(new IllegalStateException("from now on"));
            client.asks(server, Peer.rrq("n"));
            server.await();
        }
        assertThat(faults).hasSize(2).last().isInstanceOf(AssertionError.class);
        assertThat(server.failure()).containsInstanceOf(AssertionError.class);
        assertThat(server.running()).isZero();
        assertNothingLeft(List.of(server));
    }

    @Test
    void accessRuleOnTheLoopMayAskButNotWait() throws IOException {
        var itself = new AtomicReference<TftpServer>();
        var asked = new ConcurrentLinkedQueue<Integer>();
        var builder = serving("n", "x").access((_, _) -> {
            asked.add(itself.get().running());
            assertOnALoop(() -> itself.get().reload(serving("n", "y")));
            assertOnALoop(() -> itself.get().drain(Duration.ZERO));
            return Optional.empty();
        });
        try (var server = builder.start()) {
            itself.set(server);
            assertThat(read(server, "n")).isEqualTo("x");
        }
        assertThat(asked).containsExactly(0);
    }

    private static void assertOnALoop(ThrowableAssert.ThrowingCallable waits) {
        assertThatThrownBy(waits)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("this is a loop's thread");
    }

    @Test
    void interruptedCloseStillClosesAndTheInterruptStays() throws IOException, InterruptedException {
        var server = serving("n", "x").start();
        Thread.currentThread().interrupt();
        server.close();
        assertThat(Thread.interrupted()).isTrue();
        assertNothingLeft(List.of(server));
    }

    @Test
    void interruptedDrainThrowsAndTheServerCanStillBeClosed() throws IOException, InterruptedException {
        var server = serving("n", "x".repeat(10_000)).start();
        try (var client = new Loopback()) {
            client.asks(server, Peer.rrq("n")).hears();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> server.drain(Duration.ofMinutes(5))).isInstanceOf(InterruptedException.class);
            assertThat(server.running()).isEqualTo(1);
        }
        server.close();
        assertNothingLeft(List.of(server));
    }

    @Test
    void interruptedAwaitThrowsAndTheServerGoesOn() throws IOException {
        try (var server = serving("n", "x").start()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(server::await).isInstanceOf(InterruptedException.class);
            assertThat(read(server, "n")).isEqualTo("x");
        }
    }

    @Test
    void uploadThatIsCutShortByCloseLeavesNothing() throws IOException, InterruptedException {
        var server = TftpServer.builder()
                .listen(HOST, 0)
                .root(directory)
                .write(WritePolicy.CREATE)
                .start();
        try (var client = new Loopback()) {
            assertThat(client.asks(server, Peer.wrq("new")).hears()).isEqualTo(Peer.ack(0));
            assertThat(client.answers(Peer.data(1, 512)).hears()).isEqualTo(Peer.ack(1));
            server.close();
            assertThat(client.hears()).isInstanceOf(Packet.Error.class);
        }
        assertThat(directory).isEmptyDirectory();
        assertNothingLeft(List.of(server));
    }

    @Test
    void startCleansUpWhatServersThatDiedLeftWhereUploadsAreTaken() throws IOException, InterruptedException {
        var left = Files.createFile(directory.resolve(".x.0123456789abcdef.trivet-part"));
        var told = new CountDownLatch(1);
        var notices = new ConcurrentLinkedQueue<String>();
        try (var server = TftpServer.builder()
                .listen(HOST, 0)
                .root(directory)
                .write(WritePolicy.CREATE)
                .onNotice(notice -> {
                    notices.add(notice);
                    told.countDown();
                })
                .start()) {
            assertThat(told.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
            assertThat(notices).singleElement().asString().startsWith("1 parts of interrupted uploads removed");
            assertThat(left).doesNotExist();
            assertThat(server.lostEvents()).isZero();
        }
    }

    @Test
    void actionBeforeTheFirstRequestMayEndTheStart() throws IOException, InterruptedException {
        int port;
        try (var free = new Loopback()) {
            port = free.port();
        }
        var builder = serving("n", "x").listen(HOST, port).onBound(() -> {
            throw new IllegalStateException("no such user");
        });
        assertThatThrownBy(builder::start).hasMessage("no such user");
        new DatagramSocket(port, HOST).close();
        assertNothingLeft(List.of());
    }

    @Test
    void startThatCannotServeADirectoryNamesIt() {
        var missing = directory.resolve("nothing");
        assertThatThrownBy(() -> serving("n", "x").root(missing).start())
                .isInstanceOf(IOException.class)
                .hasMessage("cannot serve " + missing + ": no such directory");
    }

    @Test
    void nothingToServeIsRefused() {
        assertThatThrownBy(() -> TftpServer.builder().listen(HOST, 0).start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("root(...)");
        assertThatThrownBy(() -> TftpServer.builder().listen("no-such-host.invalid", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no-such-host.invalid");
    }

    // --- reload

    @Test
    void reloadChangesContentAndSettings() throws IOException {
        try (var server = serving("n", "old").start()) {
            assertThat(read(server, "n")).isEqualTo("old");
            server.reload(serving("n", "new"));
            assertThat(read(server, "n")).isEqualTo("new");
            server.reload(TftpServer.builder().listen(HOST, 0).root(directory));
            assertThat(server.roots()).hasSize(1);
        }
    }

    @Test
    void reloadThatNeedsARestartNamesEachReasonAndChangesNothing() throws IOException {
        try (var server = serving("n", "old").onFault(faults::add).start()) {
            var changed = serving("n", "new")
                    .listen(HOST, 6969)
                    .singlePort(true)
                    .portRange(new PortRange(50_000, 50_100))
                    .spin(Duration.ofMillis(1))
                    .onEvent(_ -> {})
                    .onFault(_ -> {})
                    .onNotice(_ -> {});
            assertThatThrownBy(() -> server.reload(changed))
                    .isInstanceOfSatisfying(
                            RestartRequiredException.class,
                            e -> assertThat(e.settings())
                                    .containsExactly(
                                            "listen",
                                            "single-port",
                                            "port-range",
                                            "spin",
                                            "onEvent",
                                            "onFault",
                                            "onNotice"))
                    .hasMessageContaining("listen, single-port, port-range")
                    .hasMessageContaining("restart");
            assertThat(read(server, "n")).isEqualTo("old");
        }
    }

    @Test
    void reloadThatCannotServeADirectoryChangesNothing() throws IOException {
        try (var server = serving("n", "old").start()) {
            var broken = serving("n", "new").root(directory).root(Root.at(directory.resolve("nothing")));
            assertThatThrownBy(() -> server.reload(broken)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> server.reload(serving("n", "new").maxTransfers(0)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(read(server, "n")).isEqualTo("old");
            assertThat(server.roots()).isEmpty();
        }
    }

    @Test
    void faultsOfReloadedFunctionsGoWhereFaultsWent() throws IOException {
        try (var server = serving("n", "x").onFault(faults::add).start()) {
            server.reload(serving("n", "x").route("bad", _ -> {
                throw new IOException("no database");
            }));
            try (var client = new Loopback()) {
                assertThat(client.asks(server, Peer.rrq("bad")).hears()).isInstanceOf(Packet.Error.class);
            }
        }
        assertThat(faults).singleElement().isInstanceOf(IOException.class);
    }

    // --- a program around it

    private static String phoneConfiguration(String mac) {
        return "<phone mac='" + mac + "'/>";
    }

    private static ServerBuilder serving(String name, String text) {
        return TftpServer.builder()
                .listen(HOST, 0)
                .content(MemoryFiles.readOnly().put(name, text.getBytes(UTF_8)));
    }

    private static String read(TftpServer server, String name) throws IOException {
        try (var client = new Loopback()) {
            var answer = client.asks(server, Peer.rrq(name)).hears();
            client.answers(Peer.ack(1));
            return answer instanceof Packet.Data data
                    ? UTF_8.decode(data.payload().duplicate()).toString()
                    : answer.toString();
        }
    }

    private static boolean write(TftpServer server, String name, String text) throws IOException {
        try (var client = new Loopback()) {
            boolean begun = client.asks(server, Peer.wrq(name)).hears().equals(Peer.ack(0));
            return begun
                    && client.answers(Peer.data(1, text.getBytes(UTF_8)))
                            .hears()
                            .equals(Peer.ack(1));
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The port can be bound again, and the threads that were started meanwhile end by themselves: the last thing one
    /// does is to say that it is done.
    private void assertNothingLeft(List<TftpServer> servers) throws IOException, InterruptedException {
        for (var server : servers) new DatagramSocket(server.addresses().getFirst()).close();
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (before.contains(thread) || !thread.getName().startsWith("trivet-")) continue;
            assertThat(thread.join(Duration.ofMillis(PATIENCE_MILLIS)))
                    .as(thread.getName())
                    .isTrue();
        }
    }
}
