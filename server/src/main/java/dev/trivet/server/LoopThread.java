package dev.trivet.server;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The thread of one loop. Any thread may ask it; who asks never waits longer than the loop lives.
final class LoopThread {
    private final Reception reception;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /// Those who wait for an answer now.
    private final Map<Thread, CompletableFuture<Void>> asking = new ConcurrentHashMap<>();

    private final Thread thread;

    /// @param failed told of the end of a loop that was not asked to end: its transport failed, or an Error was thrown
    ///     in it. On the loop's thread, which ends
    LoopThread(Reception reception, int number, Consumer<? super Throwable> failed) {
        this.reception = reception;
        thread = new Thread(this::run, "trivet-loop-" + number);
        thread.setDaemon(false);
        thread.setUncaughtExceptionHandler((_, fault) -> failed.accept(fault));
    }

    private void run() {
        try {
            reception.loop().run();
        } finally {
            try {
                reception.abandon();
            } finally {
                ended.complete(null);
                asking.values().forEach(answer -> answer.complete(null));
            }
        }
    }

    void start() {
        thread.start();
    }

    boolean isCurrent() {
        return Thread.currentThread().equals(thread);
    }

    /// Waits until the loop has done it, or is over. On the loop itself it is done at once.
    private void ask(Runnable work) {
        if (isCurrent()) {
            work.run();
            return;
        }
        var answer = new CompletableFuture<Void>();
        asking.put(Thread.currentThread(), answer);
        reception.loop().post(() -> answer(work, answer));
        if (ended.isDone()) answer.complete(null); // the loop sees who asked before its end, we see its end
        try {
            answer.join();
        } finally {
            asking.remove(Thread.currentThread());
        }
    }

    private static void answer(Runnable work, CompletableFuture<Void> answer) {
        try {
            work.run();
            answer.complete(null);
        } catch (RuntimeException fault) {
            answer.completeExceptionally(fault);
        }
    }

    /// Waits until it admits with these.
    ///
    /// @param next held already, for this loop
    void change(Generation next) {
        ask(() -> reception.change(next));
    }

    /// Waits until it takes no more requests.
    void drain() {
        ask(reception::drain);
    }

    /// Ends its transfers, each with ERROR, and takes no more requests.
    void endTransfers() {
        ask(() -> {
            reception.drain();
            reception.stop();
        });
    }

    /// Soon. Nothing happens where the loop is over.
    void stop() {
        reception.loop().post(reception.loop()::stop);
    }

    /// Also where the thread that waits is interrupted.
    void awaitEnd() {
        ended.join();
    }
}
