package dev.trivet.engine;

import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /// Work that was taken and is not done; guarded by this.
    private int open;

    /// Starts no thread before there is work.
    ///
    /// @param name of the threads, a number is added
    /// @param threads at most; they are started as work comes and ended after 10 s without
    /// @param queue how much work may wait for a thread
    /// @param uncaught told what work threw: a fault in the program. Called on the worker's thread, which then ends
    public PortableWorkers(String name, int threads, int queue, UncaughtExceptionHandler uncaught) {
        ThreadFactory plain = Thread.ofPlatform()
                .name(name + "-", 1)
                .daemon()
                .uncaughtExceptionHandler(uncaught)
                .factory();
        ThreadFactory factory = work -> plain.newThread(() -> known(work));
        pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(queue), factory);
        pool.allowCoreThreadTimeOut(true);
    }

    private void known(Runnable work) {
        threads.add(Thread.currentThread());
        try {
            work.run();
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    /// Any thread.
    @Override
    public boolean submit(Runnable work) {
        count(1);
        try {
            pool.execute(() -> {
                try {
                    work.run();
                } finally {
                    count(-1);
                }
            });
            return true;
        } catch (RejectedExecutionException fullOrClosed) {
            count(-1);
            return false;
        }
    }

    private synchronized void count(int more) {
        open += more;
        if (open == 0) notifyAll();
    }

    /// Whether the thread that asks is one of these.
    ///
    /// @return true within work
    public boolean isWorker() {
        return threads.contains(Thread.currentThread());
    }

    /// Waits until nothing that was taken is left to do. Any thread but a worker's own.
    ///
    /// @param most the longest to wait
    /// @throws InterruptedException where the waiting thread is interrupted
    /// @return false where `most` went by before
    public synchronized boolean awaitIdle(Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        while (open > 0) {
            long left = until - System.nanoTime();
            if (left <= 0) return false;
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
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
