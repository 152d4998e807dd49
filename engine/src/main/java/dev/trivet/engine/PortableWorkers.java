package dev.trivet.engine;

import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A bounded pool of platform threads: an open that hangs would hold the carrier of a virtual thread.
/// The threads are daemons: work that never returns keeps no one from leaving.
///
/// Most work is over in microseconds, where waking a thread costs more than the work. So one thread does it as long as
/// it keeps up; while work waits another one looks every now and then, and helps where the oldest has waited too long.
public final class PortableWorkers implements Workers, AutoCloseable {
    /// More threads do not make one disk faster, and this many hung ones are enough to see that it hangs.
    public static final int THREADS = 16;

    private static final long IDLE_NANOS = 10_000_000_000L;

    /// Work that waits for longer gets one thread more, and so on: sixteen are there within a blink.
    private static final long PATIENCE_NANOS = 1_000_000;

    private final ThreadFactory factory;
    private final UncaughtExceptionHandler uncaught;
    private final int most;
    private final int capacity;

    private final Queue<Work> queue = new ConcurrentLinkedQueue<>();

    /// Work that was taken and is not done.
    private final AtomicInteger open = new AtomicInteger();

    /// Threads that have not ended.
    private final AtomicInteger threads = new AtomicInteger();

    private final Set<Thread> known = ConcurrentHashMap.newKeySet();

    /// Threads that rest; the one that worked last comes first.
    private final ConcurrentLinkedDeque<Worker> resting = new ConcurrentLinkedDeque<>();

    /// Threads that take work until there is none.
    private final AtomicInteger working = new AtomicInteger();

    /// One thread looks whether work waits too long.
    private final AtomicBoolean watched = new AtomicBoolean();

    private volatile boolean closed;

    private record Work(Runnable run, long since) {}

    /// What a thread is for at the moment; told to it by whoever takes it out of those that rest.
    private enum Role {
        REST,
        WORK,
        WATCH,
        END
    }

    /// Starts no thread before there is work.
    ///
    /// @param name of the threads, a number is added
    /// @param threads at most; they are started as work comes and ended after 10 s without
    /// @param queue how much work may wait for a thread
    /// @param uncaught told what work threw: a fault in the program. Called on the worker's thread
    public PortableWorkers(String name, int threads, int queue, UncaughtExceptionHandler uncaught) {
        factory = Thread.ofPlatform().name(name + "-", 1).daemon().factory();
        this.uncaught = uncaught;
        most = threads;
        capacity = queue;
    }

    /// Any thread.
    @Override
    public boolean submit(Runnable work) {
        if (open.incrementAndGet() > capacity + most || closed) {
            done();
            return false;
        }
        queue.add(new Work(work, System.nanoTime()));
        // Whoever works and finds nothing looks once more after it has said that it rests.
        if (!working.compareAndSet(0, 1)) watch();
        else if (!call(Role.WORK)) working.decrementAndGet(); // a thread is about to rest: it looks once more
        return true;
    }

    /// @return false where no thread is left for it
    private boolean call(Role role) {
        var rested = resting.pollFirst();
        if (rested != null) {
            rested.call(role);
            return true;
        }
        if (threads.incrementAndGet() <= most) {
            new Worker(role).start();
            return true;
        }
        threads.decrementAndGet();
        return false;
    }

    private void watch() {
        if (watched.compareAndSet(false, true) && !call(Role.WATCH)) watched.set(false);
    }

    private void done() {
        if (open.decrementAndGet() == 0) tell();
    }

    private synchronized void tell() {
        notifyAll();
    }

    private final class Worker implements Runnable {
        private final Thread thread = factory.newThread(this);
        private volatile Role role;

        Worker(Role first) {
            role = first;
        }

        void start() {
            known.add(thread);
            thread.start();
        }

        void call(Role next) {
            role = next;
            LockSupport.unpark(thread);
        }

        @Override
        public void run() {
            while (role != Role.END) {
                if (role == Role.WATCH) watchOver();
                else if (role == Role.WORK) work();
                else rest();
            }
            known.remove(thread);
            threads.decrementAndGet();
            tell();
        }

        private void work() {
            for (var next = queue.poll(); next != null; next = queue.poll()) {
                if (!queue.isEmpty()) watch();
                perform(next.run());
            }
            role = Role.REST;
            working.decrementAndGet();
        }

        private void perform(Runnable work) {
            Thread.interrupted(); // what was done before must not end this: an interrupted read closes its channel
            try {
                work.run();
            } catch (RuntimeException | Error fault) {
                uncaught.uncaughtException(thread, fault);
            } finally {
                done();
            }
        }

        private void watchOver() {
            park(PATIENCE_NANOS);
            var oldest = queue.peek();
            if (oldest != null && System.nanoTime() - oldest.since() < PATIENCE_NANOS) return;
            watched.set(false);
            if (oldest != null || working.get() == 0 && !queue.isEmpty()) {
                goToWork();
            } else if (queue.isEmpty() || !watched.compareAndSet(false, true)) {
                role = Role.REST;
            }
        }

        private void rest() {
            resting.addFirst(this);
            // What was added meanwhile and found somebody at work, or nobody at rest.
            if (!queue.isEmpty() && resting.remove(this)) goToWork();
            long until = System.nanoTime() + IDLE_NANOS;
            while (role == Role.REST) {
                long left = until - System.nanoTime();
                // Who takes it out of those that rest tells its role a moment later.
                if ((closed || left <= 0) && resting.remove(this)) end();
                else park(Math.max(left, PATIENCE_NANOS));
            }
        }

        private void goToWork() {
            working.incrementAndGet();
            role = Role.WORK;
        }

        private void end() {
            role = Role.END;
            if (!queue.isEmpty()) goToWork();
        }

        /// Work may have left the thread interrupted, and then it would not wait.
        private void park(long nanos) {
            Thread.interrupted();
            LockSupport.parkNanos(PortableWorkers.this, nanos);
        }
    }

    /// Whether the thread that asks is one of these.
    ///
    /// @return true within work
    public boolean isWorker() {
        return known.contains(Thread.currentThread());
    }

    /// Waits until nothing that was taken is left to do. Any thread but a worker's own.
    ///
    /// @param most the longest to wait
    /// @throws InterruptedException where the waiting thread is interrupted
    /// @return false where `most` went by before
    public boolean awaitIdle(Duration most) throws InterruptedException {
        return await(open, most);
    }

    private synchronized boolean await(AtomicInteger zero, Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        while (zero.get() > 0) {
            long left = until - System.nanoTime();
            if (left <= 0) return false;
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /// Takes no more work, and waits for none: what was taken still runs.
    @Override
    public void close() {
        closed = true;
        resting.forEach(each -> LockSupport.unpark(each.thread));
    }

    /// After [#close]: waits until all that was taken has been done, and the threads are gone. Any thread but a
    /// worker's own.
    ///
    /// @param most the longest to wait
    /// @throws InterruptedException where the waiting thread is interrupted
    /// @return false where `most` went by before
    public boolean awaitEnd(Duration most) throws InterruptedException {
        return await(open, most) && await(threads, most);
    }
}
