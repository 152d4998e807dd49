package dev.trivet.server;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The thread of one loop. Any thread may ask it; who asks never waits longer than the loop lives.
final class LoopThread {
    private final Reception reception;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread;

    LoopThread(Reception reception, int number, Consumer<? super Throwable> uncaught) {
        this.reception = reception;
        thread = new Thread(this::run, "trivet-loop-" + number);
        thread.setDaemon(false);
        // A loop whose transport failed, or in which an Error was thrown, is over; the others go on.
        thread.setUncaughtExceptionHandler((_, fault) -> uncaught.accept(fault));
    }

    private void run() {
        try {
            reception.loop().run();
        } finally {
            ended.complete(null);
        }
    }

    void start() {
        thread.start();
    }

    boolean isCurrent() {
        return Thread.currentThread().equals(thread);
    }

    /// Has the loop do something, soon. Nothing happens where the loop is over.
    void post(Consumer<Reception> work) {
        reception.loop().post(() -> work.accept(reception));
    }

    /// Waits until the loop has answered. On the loop itself the answer comes at once.
    ///
    /// @param ifOver the answer of a loop that is over
    <T> T ask(Supplier<T> question, T ifOver) {
        if (isCurrent()) return question.get();
        var answer = new CompletableFuture<T>();
        reception.loop().post(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException fault) {
                answer.completeExceptionally(fault);
            }
        });
        return answer.applyToEither(ended.thenApply(_ -> ifOver), value -> value)
                .join();
    }

    int running() {
        return ask(reception::running, 0);
    }

    /// Waits until it admits with these.
    ///
    /// @param next held already, for this loop
    void change(Generation next) {
        ask(
                () -> {
                    reception.change(next);
                    return true;
                },
                false);
    }

    /// Ends its transfers, each with ERROR, and takes no more requests.
    void endTransfers() {
        ask(
                () -> {
                    reception.drain();
                    reception.stop();
                    return true;
                },
                true);
    }

    void stop() {
        post(each -> each.loop().stop());
    }

    /// Also where the thread that waits is interrupted.
    void awaitEnd() {
        ended.join();
    }
}
