package dev.trivet.app.transfer;

import dev.trivet.app.ProcessSignals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/// Ctrl-C while files travel: the thread that waits for them is interrupted, which cancels the transfer properly. A
/// second signal ends at once, and so does time: what holds us up may be a pipe that nobody reads.
public final class Interruption implements AutoCloseable {
    private static final String[] SIGNALS = {"INT", "TERM", "HUP"};

    /// Long enough to tell the server and to remove a part file, short enough for who pressed Ctrl-C.
    private static final Duration GRACE = Duration.ofSeconds(3);

    /// One wish to end may arrive twice: `timeout` and shells send it to the process and to its group.
    private static final long SAME_WISH_NANOS = Duration.ofMillis(500).toNanos();

    private final Thread waiting;
    private final IntConsumer halt;
    private final LongSupplier nanos;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Runnable> formerly = new ArrayList<>();
    private int exitCode;
    private long firstAt;

    /// @param halt ends the process at once with that exit code
    /// @param nanos a clock that nobody sets
    Interruption(Thread waiting, IntConsumer halt, LongSupplier nanos) {
        this.waiting = waiting;
        this.halt = halt;
        this.nanos = nanos;
    }

    public static Interruption ofThisThread() {
        return new Interruption(Thread.currentThread(), Runtime.getRuntime()::halt, System::nanoTime);
    }

    /// From now on the process's signals are heard, where the JVM gives them.
    public void hearSignals() {
        for (var name : SIGNALS) formerly.add(ProcessSignals.on(name, signal -> heard(signal.getNumber())));
    }

    /// Any thread.
    ///
    /// @param signal its number
    public synchronized void heard(int signal) {
        if (happened()) {
            if (nanos.getAsLong() - firstAt >= SAME_WISH_NANOS) halt.accept(exitCode);
            return;
        }
        firstAt = nanos.getAsLong();
        exitCode = ProcessSignals.ENDED_BY + signal;
        waiting.interrupt();
        Thread.ofPlatform().daemon().name("trivet-grace").start(this::haltAfterGrace);
    }

    public synchronized boolean happened() {
        return exitCode != 0;
    }

    /// What a shell reports for a program that this signal ended.
    public synchronized int exitCode() {
        return exitCode;
    }

    @Override
    public void close() {
        closed.countDown();
        formerly.forEach(Runnable::run);
    }

    private void haltAfterGrace() {
        try {
            if (!closed.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) halt.accept(exitCode());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
