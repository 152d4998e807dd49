package dev.trivet.server;

import dev.trivet.engine.Loop;
import dev.trivet.engine.PortableSettings;
import dev.trivet.engine.PortableTransport;
import dev.trivet.engine.PortableWorkers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A TFTP server that runs. Safe for use from any thread.
///
/// ```java
/// try (var server = TftpServer.builder().listen("127.0.0.1", 6969).content(provider).start()) { ... }
/// ```
public final class TftpServer implements AutoCloseable {
    /// Octets of receive buffer that are asked for: the requests of some 5,000 clients that start at once.
    public static final int WANTED_RECEIVE_BUFFER = PortableSettings.LISTEN_BUFFER;

    /// How often a drain looks whether the last transfer is over.
    private static final long DRAIN_LOOKS_EVERY_MILLIS = 20;

    /// A transfer has one job at a time, and one more may give back what its predecessor held.
    private static final int WORK_FOR_EACH_TRANSFER = 2;

    private final List<Reception> receptions;
    private final List<InetSocketAddress> addresses;
    private final PortableWorkers workers;
    private final ServedContent content;
    private final EventQueue events;
    private final CountDownLatch loopsRunning;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final int grantedReceiveBuffer;

    private TftpServer(
            List<Reception> receptions,
            List<InetSocketAddress> addresses,
            PortableWorkers workers,
            ServedContent content,
            EventQueue events,
            int grantedReceiveBuffer) {
        this.receptions = receptions;
        this.addresses = addresses;
        this.workers = workers;
        this.content = content;
        this.events = events;
        this.grantedReceiveBuffer = grantedReceiveBuffer;
        loopsRunning = new CountDownLatch(receptions.size());
    }

    /// The address that stands for every local address, of both families.
    public static InetAddress everyAddress() {
        try {
            return InetAddress.getByAddress(new byte[16]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 octets are an address", e);
        }
    }

    public static ServerBuilder builder() {
        return new ServerBuilder();
    }

    /// Starts loops and opens the listening ports.
    static TftpServer start(ServerBuilder from) throws IOException {
        var settings = from.settings();
        var content = from.content();
        var events = new EventQueue(from.listeners(), from.uncaught());
        var workers = new PortableWorkers(
                "trivet-content",
                PortableWorkers.THREADS,
                WORK_FOR_EACH_TRANSFER * settings.maxTransfers(),
                (_, fault) -> from.uncaught().accept(fault));
        var shared = Shared.of(
                settings,
                content.chain(),
                workers,
                PathMtu.ofInterfaces(),
                from.blocksFrom(),
                events,
                InstantSource.system());
        int count = PortableTransport.spreadsReusePort() ? Runtime.getRuntime().availableProcessors() : 1;
        var transportSettings = from.transportSettings(count > 1);
        var receptions = new ArrayList<Reception>();
        try {
            for (int i = 0; i < count; i++) {
                var transport = new PortableTransport(transportSettings);
                receptions.add(new Reception(new Loop(transport, from.uncaught()), shared));
            }
            var addresses = listen(receptions, settings.listen());
            int granted = ((PortableTransport) receptions.getFirst().loop().transport()).grantedReceiveBuffer();
            var server = new TftpServer(List.copyOf(receptions), addresses, workers, content, events, granted);
            events.start();
            server.run();
            return server;
        } catch (IOException | RuntimeException e) {
            receptions.forEach(r -> r.loop().transport().close());
            workers.close();
            throw e;
        }
    }

    /// Each loop listens on each address; a free port that the first was given is everybody's.
    private static List<InetSocketAddress> listen(List<Reception> receptions, List<InetSocketAddress> wanted)
            throws IOException {
        var addresses = new ArrayList<InetSocketAddress>();
        for (var address : wanted) {
            var first = receptions.getFirst().listen(address);
            for (var other : receptions.subList(1, receptions.size()))
                other.listen(new InetSocketAddress(address.getAddress(), first.getPort()));
            addresses.add(new InetSocketAddress(address.getAddress(), first.getPort()));
        }
        return List.copyOf(addresses);
    }

    private void run() {
        for (int i = 0; i < receptions.size(); i++) {
            var loop = receptions.get(i).loop();
            var thread = new Thread(
                    () -> {
                        try {
                            loop.run();
                        } finally {
                            loopsRunning.countDown(); // a loop whose transport failed must not keep close() waiting
                        }
                    },
                    "trivet-loop-" + i);
            thread.setDaemon(false);
            thread.start();
        }
    }

    /// Where it listens, with the ports it was given.
    public List<InetSocketAddress> addresses() {
        return addresses;
    }

    /// The directories that are served, in the order in which they are asked.
    ///
    /// @return none where only routes and providers answer
    public List<ServedRoot> roots() {
        return content.served();
    }

    /// Where a client on this host finds a file: `tftp://127.0.0.1:6969/a%20b` (RFC 3617).
    ///
    /// @param name as a request spells it; characters that a URI reserves are written as `%` and two digits
    /// @return with the first address it listens on; loopback where that stands for every address
    public URI uri(String name) {
        throw new UnsupportedOperationException();
    }

    /// New settings and new content for transfers that begin from now on. Those that run keep what they began with;
    /// what is counted goes on. Any thread; while it drains, too.
    ///
    /// @param changed all settings, not only those that change; without listeners or handlers: those of now
    /// @throws RestartRequiredException where `listen`, `single-port`, `port-range`, `spin`, listeners or handlers
    ///     would
    ///     change; nothing changes then
    /// @throws IOException where a directory cannot be served; nothing changes then
    /// @throws IllegalArgumentException where a value is out of range; nothing changes then
    /// @throws IllegalStateException where the server is closed
    public void reload(ServerBuilder changed) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Octets that the system grants for requests that wait to be read. 4 MiB are asked for; a smaller grant loses
    /// requests when thousands of clients start at once.
    public int grantedReceiveBuffer() {
        return grantedReceiveBuffer;
    }

    /// Events that listeners were too slow for.
    public long lostEvents() {
        return events.lost();
    }

    /// Transfers whose outcome is not known yet.
    public int running() {
        int sum = 0;
        for (var reception : receptions) sum += onLoop(reception, reception::running);
        return sum;
    }

    /// Stops taking requests, lets running transfers end, and then closes.
    ///
    /// @param most how long they may take; what still runs then is ended with ERROR
    public void drain(Duration most) throws InterruptedException {
        for (var reception : receptions) reception.loop().post(reception::drain);
        long until = System.nanoTime() + most.toNanos();
        while (running() > 0 && System.nanoTime() < until) {
            if (stopping.await(DRAIN_LOOKS_EVERY_MILLIS, TimeUnit.MILLISECONDS)) return;
        }
        close();
    }

    /// Ends what runs, each with ERROR, and gives everything back: no thread or socket is left. Waits for that.
    @Override
    public void close() {
        synchronized (stopping) {
            if (stopping.getCount() == 0) return;
            stopping.countDown();
        }
        for (var reception : receptions) {
            // As one piece of work: a loop that is stopped first does no more work.
            reception.loop().post(() -> {
                reception.stop();
                reception.loop().stop();
            });
        }
        try {
            loopsRunning.await();
            workers.close();
            events.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closed.countDown();
        }
    }

    /// Waits until the server is closed and listeners have heard the last event.
    public void await() throws InterruptedException {
        closed.await();
    }

    private static <T> T onLoop(Reception reception, java.util.function.Supplier<T> ask) {
        var answer = new CompletableFuture<T>();
        reception.loop().post(() -> answer.complete(ask.get()));
        return answer.orTimeout(5, TimeUnit.SECONDS).join();
    }
}
