package dev.trivet.flow;

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
public final class Job {
    private final Host host;
    private final Timer timer = new Timer(this::tookTooLong);
    private Duration deadline = Duration.ZERO;
    private boolean running;
    private boolean over;

    public Job(Host host) {
        this.host = host;
    }

    public boolean isRunning() {
        return running;
    }

    /// @param then gets the result, on the loop
    /// @param late gets it where the transfer is over by then
    public <T> void run(Duration within, Callable<T> work, Consumer<T> then, Consumer<T> late) {
        var loop = host.loop();
        running = true;
        deadline = within;
        loop.schedule(timer, loop.now() + within.toNanos());
        boolean taken = host.workers().submit(() -> {
            Result<T> result;
            try {
                result = Result.of(work);
            } catch (Error fault) { // a failed assertion, no memory: the transfer must hear that nothing will come
                loop.post(() -> finished(Result.failed(fault), then, late));
                throw fault;
            }
            loop.post(() -> finished(result, then, late));
        });
        if (taken) return;
        running = false;
        host.refuse(Failures.tooMuchWork());
    }

    /// The transfer is over: content is given back, now or when the job returns.
    public void over() {
        over = true;
        host.loop().schedule(timer, Timer.NEVER);
        if (!running) host.closeContent();
    }

    private <T> void finished(Result<T> result, Consumer<T> then, Consumer<T> late) {
        running = false;
        try {
            if (over) tooLate(result, late);
            else use(result, then);
        } catch (RuntimeException fault) {
            throw host.broken(fault);
        }
    }

    private <T> void use(Result<T> result, Consumer<T> then) {
        host.loop().schedule(timer, Timer.NEVER);
        if (result.value() != null) then.accept(result.value());
        else if (result.refusal() != null) host.refuse(result.refusal());
    }

    private <T> void tooLate(Result<T> result, Consumer<T> late) {
        if (result.value() != null) late.accept(result.value());
        host.closeContent();
    }

    private void tookTooLong() {
        host.refuse(Failures.fileSystemSilent(deadline));
        if (!over) host.forget();
    }

    /// Either a value or why there is none.
    private record Result<T>(@Nullable T value, @Nullable Refusal refusal) {
        static <T> Result<T> of(Callable<T> work) {
            try {
                return new Result<>(work.call(), null);
            } catch (ContentException e) {
                return new Result<>(null, e.refusal());
            } catch (Exception fault) {
                return failed(fault);
            }
        }

        static <T> Result<T> failed(Throwable fault) {
            return new Result<>(null, Failures.fault(fault));
        }
    }
}
