package dev.trivet.client;

import dev.trivet.engine.Engine;
import dev.trivet.engine.Loop;
import dev.trivet.engine.PortableWorkers;
import dev.trivet.engine.Timer;
import dev.trivet.engine.TransportSettings;
import dev.trivet.flow.Transports;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A thread of the client's own, which starts with the first transfer and ends soon after the last: a client that
/// nobody closes keeps nothing.
final class OwnLines implements Lines {
    /// Transfers often come one after the other.
    static final Duration IDLE = Duration.ofSeconds(1);

    /// What may wait for a thread: a job for each transfer, and its end.
    private static final int QUEUE = 20_000;

    /// A file system that hangs, or a name server, keeps nobody from closing for longer.
    private static final Duration CLOSE_MOST = Duration.ofSeconds(5);

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private record Running(Line line, Thread thread, PortableWorkers workers) {}

    private final Consumer<Throwable> uncaught;
    private final Engine engine;
    private final long idleNanos;
    private @Nullable Running running;
    private int users;
    private boolean closed;

    /// @param idle how long the thread waits for another transfer
    OwnLines(Engine engine, Consumer<Throwable> uncaught, Duration idle) {
        this.engine = engine;
        this.uncaught = uncaught;
        idleNanos = idle.toNanos();
    }

    @Override
    public synchronized Line enter() throws IOException {
        if (closed) throw new IllegalStateException("the client is closed");
        if (running == null || !running.thread().isAlive()) {
            running = start();
            users = 0;
        }
        users++;
        return running.line();
    }

    private Running start() throws IOException {
        var loop = new Loop(Transports.of(engine).open(new TransportSettings(_ -> {})), uncaught);
        int number = NUMBERS.incrementAndGet();
        var workers = new PortableWorkers(
                "trivet-client-" + number + "-content",
                PortableWorkers.THREADS,
                QUEUE,
                (_, fault) -> uncaught.accept(fault));
        var line = new Line(loop, workers, OwnLines::virtually, Thread::startVirtualThread);
        var thread = Thread.ofPlatform()
                .name("trivet-client-" + number)
                .daemon()
                .uncaughtExceptionHandler((_, fault) -> uncaught.accept(fault))
                .start(() -> run(line, workers));
        return new Running(line, thread, workers);
    }

    private static boolean virtually(Runnable work) {
        Thread.startVirtualThread(work);
        return true;
    }

    /// The thread's body. Where the network as a whole fails, nobody waits for ever.
    private static void run(Line line, PortableWorkers workers) {
        try {
            line.loop().run();
        } catch (RuntimeException | Error failed) {
            line.abandon();
            workers.close();
            throw failed;
        }
    }

    @Override
    public synchronized void leave(Line line) {
        if (running == null || !running.line().equals(line)) return;
        users--;
        if (users > 0) return;
        var loop = running.line().loop();
        if (closed) end(running);
        else loop.post(() -> loop.schedule(new Timer(this::endIfIdle), loop.now() + idleNanos));
    }

    private synchronized void endIfIdle() {
        if (users > 0 || running == null) return;
        end(running);
        running = null;
    }

    /// Work that was given is still done.
    private static void end(Running last) {
        last.workers().close();
        last.line().loop().stop();
    }

    /// What hangs where it waits, for a disk or a name server, ends when that returns, and the thread then.
    @Override
    public void close() {
        Running last;
        synchronized (this) {
            if (closed) return;
            closed = true;
            last = running;
        }
        if (last == null) return;
        last.line().loop().post(() -> cancelAll(last));
        if (Thread.currentThread().equals(last.thread())) return; // a listener's call: it cannot wait for itself
        try {
            if (last.thread().join(CLOSE_MOST)) last.workers().awaitEnd(CLOSE_MOST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cancelAll(Running last) {
        last.line().cancelAll();
        if (nobodyLeft()) end(last);
    }

    private synchronized boolean nobodyLeft() {
        return users == 0;
    }
}
