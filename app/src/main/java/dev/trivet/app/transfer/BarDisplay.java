package dev.trivet.app.transfer;

import dev.trivet.wire.WireText;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/// One line of a terminal, drawn again and again: name, bar, rate, time left. It needs nothing of the terminal but the
/// carriage return.
final class BarDisplay implements Display {
    private static final Duration PERIOD = Duration.ofMillis(200);
    private static final int PERCENT = 100;

    /// More makes no bar easier to read.
    private static final int WIDEST = 100;

    /// Below this there is no bar, only numbers.
    private static final int NARROWEST_BAR = 5;

    private final PrintStream err;
    private final int columns;

    /// @param columns of the terminal
    BarDisplay(PrintStream err, int columns) {
        this.err = err;
        // The last column stays free: some terminals begin a new line after it.
        this.columns = Math.clamp(columns - 1, 1, WIDEST);
    }

    @Override
    public Duration period() {
        return PERIOD;
    }

    @Override
    public void show(Job job, Progress.State state, Duration elapsed) {
        draw(line(job, state, elapsed));
    }

    @Override
    public void clear() {
        draw("");
        err.print('\r');
        err.flush();
    }

    private void draw(String line) {
        err.print('\r' + line + " ".repeat(columns - line.length()));
        err.flush();
    }

    private String line(Job job, Progress.State state, Duration elapsed) {
        var name = WireText.printable(job.shown(), Math.max(columns / 3, 1));
        if (state.attempts() == 0)
            return fitting(name + "  waits for what is here, " + Text.clock(elapsed.toSeconds()));
        if (!state.started()) return fitting(name + "  no answer yet, " + Text.clock(elapsed.toSeconds()));
        var numbers = Text.amount((double) state.octets()) + "  " + Text.rate(state.octets(), elapsed);
        if (state.total().isEmpty()) return fitting(name + "  " + numbers);
        long total = Math.max(state.total().getAsLong(), 1);
        double part = Math.clamp((double) state.octets() / total, 0.0, 1.0);
        // Columns, so that the bar keeps its length.
        var tail = String.format(
                Locale.ROOT,
                "%3d%%  %7s  %9s  %7s left",
                (int) (part * PERCENT),
                Text.amount((double) state.octets()),
                Text.rate(state.octets(), elapsed),
                left(state.octets(), total, elapsed));
        int room = columns - name.length() - tail.length() - 5;
        return fitting(room < NARROWEST_BAR ? name + "  " + tail : name + "  [" + bar(room, part) + "] " + tail);
    }

    private static String bar(int width, double part) {
        int full = (int) (width * part);
        return "#".repeat(full) + "-".repeat(width - full);
    }

    private static String left(long octets, long total, Duration elapsed) {
        if (octets == 0) return "-:--";
        double seconds = Math.max(total - octets, 0) / Text.perSecond(octets, elapsed);
        return Text.clock(Math.round(seconds));
    }

    private String fitting(String line) {
        return WireText.printable(line, columns);
    }
}
