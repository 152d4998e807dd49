package dev.trivet.app.transfer;

import dev.trivet.client.ClientEvent;
import dev.trivet.client.ClientEvent.Asking;
import dev.trivet.wire.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// What is known of the transfer that runs. The client's loop writes it and never waits; anyone reads.
final class Progress implements Consumer<ClientEvent> {
    private final LongSupplier nanos;
    private volatile State state = State.begun(0, OptionalLong.empty());

    /// @param nanos a clock that nobody sets
    Progress(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// @param attempts requests of different kinds so far
    /// @param options of the last of them
    /// @param detours why others were needed, each as a sentence
    /// @param started whether the server has answered
    /// @param sinceNanos when it did, or when the transfer was begun
    /// @param total octets where they are known
    record State(
            int attempts,
            Options options,
            List<String> detours,
            boolean started,
            long beganNanos,
            long sinceNanos,
            long octets,
            OptionalLong total) {

        private static State begun(long now, OptionalLong total) {
            return new State(0, Options.NONE, List.of(), false, now, now, 0, total);
        }

        private State asking(Asking asking) {
            var all = new ArrayList<>(detours);
            if (!asking.why().isEmpty()) all.add(Detour.of(options, asking));
            return new State(
                    asking.attempt(), asking.options(), List.copyOf(all), false, beganNanos, beganNanos, 0, total);
        }

        private State started(long now, OptionalLong told) {
            return new State(
                    attempts, options, detours, true, beganNanos, now, octets, told.isPresent() ? told : total);
        }

        private State at(long now) {
            return new State(attempts, options, detours, started, beganNanos, sinceNanos, now, total);
        }
    }

    void begin(OptionalLong size) {
        state = State.begun(nanos.getAsLong(), size);
    }

    State state() {
        return state;
    }

    /// Since the server answered, or since the beginning where it has not.
    Duration elapsed(State seen) {
        return Duration.ofNanos(nanos.getAsLong() - seen.sinceNanos());
    }

    Duration elapsedInAll() {
        return Duration.ofNanos(nanos.getAsLong() - state.beganNanos());
    }

    @Override
    public void accept(ClientEvent event) {
        switch (event) {
            case Asking asking -> state = state.asking(asking);
            case ClientEvent.Started started ->
                state = state.started(nanos.getAsLong(), started.terms().transferSize());
            case ClientEvent.Progress progress -> state = state.at(progress.octets());
            case ClientEvent.RuleBroken _, ClientEvent.Completed _, ClientEvent.Failed _ -> {} // the caller hears of it
        }
    }
}
