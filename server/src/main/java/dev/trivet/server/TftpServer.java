package dev.trivet.server;

import dev.trivet.content.DirectoryProvider;
import dev.trivet.engine.Engine;
import dev.trivet.engine.Loop;
import dev.trivet.engine.PortableTransport;
import dev.trivet.engine.PortableWorkers;
import dev.trivet.engine.TransportSettings;
import dev.trivet.flow.Transports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A TFTP server that runs (RFC 1350, 2347, 2348, 2349, 7440). Safe for use from any thread; many may live in one
/// program.
///
/// ```java
/// try (var server = TftpServer.builder().listen("127.0.0.1", 6969).root(Path.of("tftpboot")).start()) {
///     server.await();
/// }
/// ```
///
/// Its threads: one for each loop, which must never wait; some for content, which run functions and providers; one
/// for listeners. All are gone when [#close] has returned.
public final class TftpServer implements AutoCloseable {
    /// Octets of receive buffer that are asked for: the requests of some 5,000 clients that start at once.
    public static final int WANTED_RECEIVE_BUFFER = TransportSettings.LISTEN_BUFFER;

    /// How often a drain looks whether the last transfer is over.
    private static final long DRAIN_LOOKS_EVERY_MILLIS = 20;

    /// A transfer has one job at a time, and one more may give back what its predecessor held.
    private static final int MOST_WORK = 2 * Settings.MOST_TRANSFERS;

    private final ServerBuilder from;
    private final List<LoopThread> loops;
    private final List<InetSocketAddress> addresses;
    private final PortableWorkers workers;
    private final EventQueue events;
    private final Engine engine;
    private final int grantedReceiveBuffer;
    private final AtomicInteger running;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    /// What was begun with since the start and may still be in use; guarded by itself, and no change runs beside
    /// another. Nobody who holds the lock waits for a file system.
    private final List<Generation> generations = new ArrayList<>();

    private volatile Generation current;
    private volatile Cleaning cleaning;

    private TftpServer(Starting starting, List<InetSocketAddress> addresses) {
        from = starting.from;
        workers = starting.workers;
        events = starting.events;
        current = starting.generation;
        generations.add(current);
        this.addresses = addresses;
        var loops = new ArrayList<LoopThread>();
        for (var reception : starting.receptions) loops.add(new LoopThread(reception, loops.size(), this::loopFailed));
        this.loops = List.copyOf(loops);
        running = starting.receptions.getFirst().shared().running();
        engine = starting.engine();
        grantedReceiveBuffer = starting.grantedReceiveBuffer();
        cleaning = Cleaning.start(List.of(), from.notices());
    }

    /// The address that stands for every local address, of both families.
    ///
    /// @return `::`
    public static InetAddress everyAddress() {
        try {
            return InetAddress.getByAddress(new byte[16]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 octets are an address", e);
        }
    }

    /// Why that engine cannot be used on this machine.
    ///
    /// @param engine that is thought of
    /// @return empty where it can
    public static Optional<String> unusable(Engine engine) {
        try {
            Transports.of(engine);
            return Optional.empty();
        } catch (IOException why) {
            return Optional.of(String.valueOf(why.getMessage()));
        }
    }

    /// Begins to say what a server shall be.
    ///
    /// @return every setting at its default
    public static ServerBuilder builder() {
        return new ServerBuilder();
    }

    /// Opens roots and listening ports, then starts the threads.
    static TftpServer start(ServerBuilder from) throws IOException {
        var starting = new Starting(from, new Generation(from.settings(), from.content()));
        try {
            var server = new TftpServer(starting, starting.listen());
            from.bound().run();
            server.run();
            return server;
        } catch (IOException | RuntimeException e) {
            starting.giveBack();
            throw e;
        }
    }

    private void run() {
        events.start();
        loops.forEach(LoopThread::start);
        cleaning = Cleaning.start(writable(current), from.notices());
    }

    /// A server with fewer loops than it has ports would leave some clients without an answer: it ends instead, and who
    /// runs it may start another.
    private void loopFailed(Throwable fault) {
        failure.compareAndSet(null, fault);
        try {
            from.uncaught().accept(fault);
        } finally {
            close();
        }
    }

    private static List<DirectoryProvider> writable(Generation generation) {
        return generation.content().roots().providers().stream()
                .filter(each -> each.root().writable())
                .toList();
    }

    /// What a start has opened so far.
    private static final class Starting {
        private final ServerBuilder from;
        private final Generation generation;
        private final EventQueue events;
        private final PortableWorkers workers;
        private final List<Reception> receptions = new ArrayList<>();
        private @Nullable Transports transports;

        Starting(ServerBuilder from, Generation generation) {
            this.from = from;
            this.generation = generation;
            events = new EventQueue(from.listeners(), from.uncaught());
            workers = new PortableWorkers(
                    "trivet-content",
                    PortableWorkers.THREADS,
                    MOST_WORK,
                    (_, fault) -> from.uncaught().accept(fault));
        }

        /// Each loop listens on each address; a free port that the first was given is everybody's.
        ///
        /// @return the addresses, with the ports they were given
        List<InetSocketAddress> listen() throws IOException {
            if (!from.handedOver().isEmpty() && generation.settings().singlePort())
                throw new IOException("single-port needs a port of its own, not one that is handed over: leave it out");
            makeReceptions();
            if (!from.handedOver().isEmpty()) return takeOver();
            var addresses = new ArrayList<InetSocketAddress>();
            for (var address : generation.settings().listen()) {
                var first = receptions.getFirst().listen(address);
                var given = new InetSocketAddress(address.getAddress(), first.getPort());
                for (var other : receptions.subList(1, receptions.size())) other.listen(given);
                addresses.add(given);
            }
            return List.copyOf(addresses);
        }

        private List<InetSocketAddress> takeOver() throws IOException {
            var addresses = new ArrayList<InetSocketAddress>();
            for (int descriptor : from.handedOver())
                addresses.add(receptions.getFirst().takeOver(descriptor));
            return List.copyOf(addresses);
        }

        /// A socket that was handed over is not one that several loops can share.
        private int loops() {
            boolean several =
                    PortableTransport.spreadsReusePort() && from.handedOver().isEmpty();
            return several ? Runtime.getRuntime().availableProcessors() : 1;
        }

        private void makeReceptions() throws IOException {
            var shared = Shared.of(
                    generation, workers, PathMtu.ofInterfaces(), from.blocksFrom(), events, InstantSource.system());
            int count = loops();
            var settings = from.transportSettings(count > 1);
            transports = transports();
            for (int i = 0; i < count; i++) {
                var transport = transports.open(settings);
                receptions.add(new Reception(new Loop(transport, from.uncaught()), shared));
            }
        }

        private Transports transports() throws IOException {
            var chosen = Transports.of(generation.settings().engine());
            if (generation.settings().allowBroadcast() && !chosen.isLinux())
                throw new IOException("allow-broadcast needs the Linux engine: the portable one does not learn where a"
                        + " request was sent to"
                        + chosen.fallBack().map(why -> " (" + why + ")").orElse("")
                        + "; choose that engine, or leave allow-broadcast out");
            chosen.fallBack()
                    .filter(_ -> PortableTransport.spreadsReusePort()) // on Linux it is worth a line
                    .ifPresent(why -> from.notices()
                            .accept("the Linux engine cannot be used, the portable one is used instead: " + why));
            return chosen;
        }

        int grantedReceiveBuffer() {
            return receptions.getFirst().loop().transport().grantedReceiveBuffer();
        }

        Engine engine() {
            return transports != null && transports.isLinux() ? Engine.LINUX : Engine.PORTABLE;
        }

        void giveBack() {
            receptions.forEach(each -> each.loop().transport().close());
            workers.close();
            generation.content().close();
        }
    }

    // --- what it is

    /// What carries the packets: the one that was asked for, or chosen.
    ///
    /// @return [Engine#PORTABLE] or [Engine#LINUX]
    public Engine engine() {
        return engine;
    }

    /// Where it listens, with the ports it was given.
    ///
    /// @return in the order in which they were named; at least one
    public List<InetSocketAddress> addresses() {
        return addresses;
    }

    /// The directories that are served now, in the order in which they are asked.
    ///
    /// @return none where only routes and providers answer
    public List<ServedRoot> roots() {
        return current.content().served();
    }

    /// Where a client on this host finds a file: `tftp://127.0.0.1:6969/a%20b` (RFC 3617).
    ///
    /// @param name as a request spells it; characters that a URI reserves are written as `%` and two digits
    /// @return with the first address it listens on; loopback where that stands for every address
    /// @throws IllegalArgumentException where the name holds what no request can: NUL, or half a character
    public URI uri(String name) {
        return FileUri.of(addresses.getFirst(), name);
    }

    /// Octets that the system grants for requests that wait to be read. 4 MiB are asked for; a smaller grant loses
    /// requests when thousands of clients start at once.
    ///
    /// @return the smallest of all listening ports
    public int grantedReceiveBuffer() {
        return grantedReceiveBuffer;
    }

    /// Events that listeners were too slow for.
    ///
    /// @return since the start
    public long lostEvents() {
        return events.lost();
    }

    /// Transfers whose outcome is not known yet. Any thread, also a loop's.
    ///
    /// @return 0 once it is closed
    public int running() {
        return running.get();
    }

    /// Why the server closed by itself: the network failed as a whole, or an Error was thrown on a loop's thread.
    ///
    /// @return empty while it runs, and where it was closed by the program
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    // --- what changes it

    /// New settings and new content for transfers that begin from now on. Those that run keep what they began
    /// with; what is counted goes on. Any thread; while it drains, too, though nothing begins then. Of several
    /// at once the one holds whose directories are open last.
    ///
    /// @param changed all settings, not only those that change; without listeners or handlers: those of now
    /// @throws RestartRequiredException where `listen`, `single-port`, `port-range`, `spin`, listeners or handlers
    ///     would change; nothing changes then
    /// @throws IOException where a directory cannot be served; nothing changes then
    /// @throws IllegalArgumentException where a value is out of range; nothing changes then
    /// @throws IllegalStateException where the server is closed, or there would be nothing to serve; or on a loop's
    ///     thread, where access rules run: it waits for all loops
    public void reload(ServerBuilder changed) throws IOException {
        notOnALoop("reload");
        if (isClosed.get()) throw closedAlready();
        var needed = from.restartFor(changed);
        if (!needed.isEmpty()) throw new RestartRequiredException(needed);
        changed.faultsTo(from.uncaught());
        // Without the lock: a file system that hangs keeps nobody from closing.
        var next = new Generation(changed.settings(), changed.content());
        synchronized (generations) {
            if (!isClosed.get()) {
                change(next);
                return;
            }
        }
        next.content().close();
        throw closedAlready();
    }

    private static IllegalStateException closedAlready() {
        return new IllegalStateException("the server is closed");
    }

    private void change(Generation next) {
        var served = writable(current).stream().map(DirectoryProvider::path).toList();
        current = next;
        generations.removeIf(Generation::isOver);
        generations.add(next);
        for (var loop : loops) {
            next.hold();
            loop.change(next);
        }
        var added = writable(next).stream()
                .filter(each -> !served.contains(each.path()))
                .toList();
        cleaning = cleaning.then(added);
    }

    /// Stops taking requests, lets running transfers end, and then closes. It waits for that.
    ///
    /// @param most how long they may take; what still runs then is ended with ERROR
    /// @throws InterruptedException where the waiting thread is interrupted; the server goes on without taking
    ///     requests, and is still to be closed
    /// @throws IllegalStateException on a loop's thread, where access rules run: nothing would end while it waits
    public void drain(Duration most) throws InterruptedException {
        notOnALoop("drain");
        loops.forEach(LoopThread::drain);
        long until = System.nanoTime() + most.toNanos();
        while (running() > 0 && System.nanoTime() < until) {
            if (stopping.await(DRAIN_LOOKS_EVERY_MILLIS, TimeUnit.MILLISECONDS)) return;
        }
        close();
    }

    private void notOnALoop(String what) {
        if (loops.stream().anyMatch(LoopThread::isCurrent))
            throw new IllegalStateException(what + " waits for the loops, and this is a loop's thread: an access rule"
                    + " may not call it; have another thread do it");
    }

    /// Ends what runs, each with ERROR, and gives everything back: no thread or socket is left. Waits for that,
    /// also where the waiting thread is interrupted; for content that does not answer no longer than 5 s. Called
    /// on a thread of the server itself, from a listener or a function, it waits for nothing, and the rest is done
    /// by another thread.
    @Override
    public void close() {
        boolean first = isClosed.compareAndSet(false, true);
        stopping.countDown();
        boolean own = isOwnThread();
        if (first && own) Thread.ofPlatform().name("trivet-close").start(this::finish);
        else if (first) finish();
        else if (!own) Uninterrupted.wait(closed::await);
    }

    private boolean isOwnThread() {
        return loops.stream().anyMatch(LoopThread::isCurrent) || workers.isWorker() || events.isOwnThread();
    }

    private void finish() {
        try {
            endLoops();
            synchronized (generations) {
                generations.forEach(each -> each.content().close());
            }
        } finally {
            try {
                Uninterrupted.wait(() -> cleaning.awaitEnd(Transfer.CONTENT_DEADLINE));
                Uninterrupted.wait(events::close);
            } finally {
                closed.countDown();
            }
        }
    }

    private void endLoops() {
        loops.forEach(LoopThread::endTransfers);
        // What a look-up finds that nobody waits for any more is given back on the loop: it must still be there.
        Uninterrupted.wait(() -> workers.awaitIdle(Transfer.CONTENT_DEADLINE));
        loops.forEach(LoopThread::stop);
        loops.forEach(LoopThread::awaitEnd);
        workers.close();
        Uninterrupted.wait(() -> workers.awaitEnd(Transfer.CONTENT_DEADLINE));
    }

    /// Waits until the server is closed and listeners have heard the last event. It may have closed by itself: see
    /// [#failure].
    ///
    /// @throws InterruptedException where the waiting thread is interrupted; the server goes on
    public void await() throws InterruptedException {
        closed.await();
    }
}
