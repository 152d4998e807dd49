package dev.trivet.app.transfer;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/// A line every few seconds, for logs and pipes.
final class LineDisplay implements Display {
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final double PERCENT = 100;

    private final PrintStream err;

    LineDisplay(PrintStream err) {
        this.err = err;
    }

    @Override
    public Duration period() {
        return PERIOD;
    }

    @Override
    public void show(Job job, Progress.State state, Duration elapsed) {
        var line = state.started() ? moving(state, elapsed) : waiting(state, elapsed.toSeconds());
        err.println(job.shown() + ": " + line);
    }

    @Override
    public void clear() {}

    private static String waiting(Progress.State state, long seconds) {
        return state.attempts() == 0
                ? "waits for what is here since " + seconds + " s"
                : "no answer for " + seconds + " s, asking on";
    }

    private static String moving(Progress.State state, Duration elapsed) {
        var numbers = state.octets() + " octets, " + Text.rate(state.octets(), elapsed);
        long total = state.total().orElse(0);
        return total <= 0
                ? numbers
                : numbers + String.format(Locale.ROOT, ", %.0f %%", PERCENT * state.octets() / total);
    }
}
