package dev.trivet.engine;

import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// A bounded pool of platform threads: an open that hangs would hold the carrier of a virtual thread.
/// The threads are daemons: work that never returns keeps no one from leaving.
public final class PortableWorkers implements Workers, AutoCloseable {
    /// More threads do not make one disk faster, and this many hung ones are enough to see that it hangs.
    public static final int THREADS = 16;

    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor pool;

    /// Starts no thread before there is work.
    ///
    /// @param name of the threads, a number is added
    /// @param threads at most; they are started as work comes and ended after 10 s without
    /// @param queue how much work may wait for a thread
    /// @param uncaught told what work threw: a fault in the program. Called on the worker's thread, which then ends
    public PortableWorkers(String name, int threads, int queue, UncaughtExceptionHandler uncaught) {
        ThreadFactory factory = Thread.ofPlatform()
                .name(name + "-", 1)
                .daemon()
                .uncaughtExceptionHandler(uncaught)
                .factory();
        pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(queue), factory);
        pool.allowCoreThreadTimeOut(true);
    }

    /// Any thread.
    @Override
    public boolean submit(Runnable work) {
        try {
            pool.execute(work);
            return true;
        } catch (RejectedExecutionException fullOrClosed) {
            return false;
        }
    }

    /// Takes no more work, and waits for none: what was taken still runs.
    @Override
    public void close() {
        pool.shutdown();
    }

    /// After [#close]: waits until all that was taken has been done. Any thread but a worker's own.
    ///
    /// @param most the longest to wait
    /// @throws InterruptedException where the waiting thread is interrupted
    /// @return false where `most` went by before
    public boolean awaitEnd(Duration most) throws InterruptedException {
        return pool.awaitTermination(most.toNanos(), TimeUnit.NANOSECONDS);
    }
}
