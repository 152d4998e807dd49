package dev.trivet.app.transfer;

import dev.trivet.wire.WireText;
import java.io.PrintStream;

/// One line of a terminal, drawn again and again. It needs nothing of the terminal but the carriage return.
public final class StatusLine {
    /// More makes no bar easier to read.
    private static final int WIDEST = 100;

    /// Below this there is no bar, only numbers.
    private static final int NARROWEST_BAR = 5;

    /// The brackets of a bar, and two spaces before and one behind it.
    private static final int AROUND_BAR = 5;

    private final PrintStream err;
    private final int columns;

    /// @param columns of the terminal
    public StatusLine(PrintStream err, int columns) {
        this.err = err;
        // The last column stays free: some terminals begin a new line after it.
        this.columns = Math.clamp(columns - 1, 1, WIDEST);
    }

    /// How much of a name is shown.
    int roomForName() {
        return Math.max(columns / 3, 1);
    }

    /// Name and numbers.
    public void show(String name, String numbers) {
        draw(fitting(name + "  " + numbers));
    }

    /// Name, a bar where there is room, and numbers.
    ///
    /// @param part 0 to 1 of the bar is full
    public void show(String name, double part, String numbers) {
        int room = columns - name.length() - numbers.length() - AROUND_BAR;
        if (room < NARROWEST_BAR) show(name, numbers);
        else draw(fitting(name + "  [" + bar(room, part) + "] " + numbers));
    }

    /// Makes room for other lines.
    public void clear() {
        draw("");
        err.print('\r');
        err.flush();
    }

    private void draw(String line) {
        err.print('\r' + line + " ".repeat(columns - line.length()));
        err.flush();
    }

    private static String bar(int width, double part) {
        int full = (int) (width * part);
        return "#".repeat(full) + "-".repeat(width - full);
    }

    private String fitting(String line) {
        return WireText.printable(line, columns);
    }
}
