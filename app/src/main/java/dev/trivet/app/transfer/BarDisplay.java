package dev.trivet.app.transfer;

import dev.trivet.wire.WireText;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/// The transfer in one line of a terminal: name, bar, rate, time left.
final class BarDisplay implements Display {
    private static final int PERCENT = 100;

    private final StatusLine line;

    /// @param columns of the terminal
    BarDisplay(PrintStream err, int columns) {
        line = new StatusLine(err, columns);
    }

    @Override
    public Duration period() {
        return Ticker.OF_A_TERMINAL;
    }

    @Override
    public void clear() {
        line.clear();
    }

    @Override
    public void show(Job job, Progress.State state, Duration elapsed) {
        var name = WireText.printable(job.shown(), line.roomForName());
        if (state.attempts() == 0) {
            line.show(name, "waits for what is here, " + Text.clock(elapsed.toSeconds()));
        } else if (!state.started()) {
            line.show(name, "no answer yet, " + Text.clock(elapsed.toSeconds()));
        } else if (state.total().isEmpty()) {
            line.show(name, Text.amount((double) state.octets()) + "  " + Text.rate(state.octets(), elapsed));
        } else {
            show(name, state.octets(), Math.max(state.total().getAsLong(), 1), elapsed);
        }
    }

    private void show(String name, long octets, long total, Duration elapsed) {
        double part = Math.clamp((double) octets / total, 0.0, 1.0);
        // Columns, so that the bar keeps its length.
        var numbers = String.format(
                Locale.ROOT,
                "%3d%%  %7s  %9s  %7s left",
                (int) (part * PERCENT),
                Text.amount((double) octets),
                Text.rate(octets, elapsed),
                left(octets, total, elapsed));
        line.show(name, part, numbers);
    }

    private static String left(long octets, long total, Duration elapsed) {
        if (octets == 0) return "-:--";
        double seconds = Math.max(total - octets, 0) / Text.perSecond(octets, elapsed);
        return Text.clock(Math.round(seconds));
    }
}
