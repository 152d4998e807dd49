package dev.trivet.server;

import dev.trivet.content.ContentException;
import dev.trivet.engine.Timer;
import dev.trivet.transfer.Refusal;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a transfer has done off its loop, because it may wait: look-ups, reads, writes. One job at a time, each with a
/// deadline. A job that hangs ends its transfer; content is given back when the job returns, since both use it.
/// Every method runs on the loop.
final class Job {
    private final Transfer owner;
    private final Timer timer = new Timer(this::tookTooLong);
    private Duration deadline = Duration.ZERO;
    private boolean running;
    private boolean over;

    Job(Transfer owner) {
        this.owner = owner;
    }

    boolean isRunning() {
        return running;
    }

    /// @param then gets the result, on the loop
    /// @param late gets it where the transfer is over by then
    <T> void run(Duration within, Callable<T> work, Consumer<T> then, Consumer<T> late) {
        var loop = owner.reception().loop();
        running = true;
        deadline = within;
        loop.schedule(timer, loop.now() + within.toNanos());
        boolean taken = owner.shared().workers().submit(() -> {
            var result = Result.of(work);
            loop.post(() -> finished(result, then, late));
        });
        if (taken) return;
        running = false;
        owner.refuse(Refusals.fileSystemSilent(Duration.ZERO));
    }

    /// The transfer is over: content is given back, now or when the job returns.
    void over() {
        over = true;
        owner.reception().loop().schedule(timer, Timer.NEVER);
        if (!running) owner.closeContent();
    }

    private <T> void finished(Result<T> result, Consumer<T> then, Consumer<T> late) {
        running = false;
        try {
            if (over) tooLate(result, late);
            else use(result, then);
        } catch (RuntimeException fault) {
            throw owner.broken(fault);
        }
    }

    private <T> void use(Result<T> result, Consumer<T> then) {
        owner.reception().loop().schedule(timer, Timer.NEVER);
        if (result.value() != null) then.accept(result.value());
        else if (result.refusal() != null) owner.refuse(result.refusal());
    }

    private <T> void tooLate(Result<T> result, Consumer<T> late) {
        if (result.value() != null) late.accept(result.value());
        owner.closeContent();
    }

    private void tookTooLong() {
        owner.refuse(Refusals.fileSystemSilent(deadline));
        if (!over) owner.forget();
    }

    /// Either a value or why there is none.
    private record Result<T>(@Nullable T value, @Nullable Refusal refusal) {
        static <T> Result<T> of(Callable<T> work) {
            try {
                return new Result<>(work.call(), null);
            } catch (ContentException e) {
                return new Result<>(null, e.refusal());
            } catch (Exception fault) {
                return new Result<>(null, Refusals.fault(fault));
            }
        }
    }
}
