package dev.trivet.app.transfer;

import dev.trivet.wire.WireText;
import java.time.Duration;
import java.util.Locale;

/// Names and numbers as people read them.
public final class Text {
    /// Names from outside are cut here: a line stays a line.
    static final int MOST = 200;

    private static final double KILO = 1e3;
    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;

    private Text() {}

    public static String clean(Object name) {
        return WireText.printable(name.toString(), MOST);
    }

    /// Three digits or so: `950 B`, `1.43 MB`. Decimal units, as network people count.
    public static String amount(double octets) {
        if (octets < KILO) return String.format(Locale.ROOT, "%.0f B", octets);
        if (octets < MEGA) return scaled(octets / KILO, "kB");
        if (octets < GIGA) return scaled(octets / MEGA, "MB");
        return scaled(octets / GIGA, "GB");
    }

    public static String rate(long octets, Duration elapsed) {
        return amount(perSecond(octets, elapsed)) + "/s";
    }

    public static double perSecond(long octets, Duration elapsed) {
        return octets / seconds(elapsed);
    }

    /// Never zero, so that a rate can be told.
    public static double seconds(Duration elapsed) {
        return Math.max(elapsed.toNanos(), 1_000) / GIGA;
    }

    /// Three digits or so: `930 us`, `12.3 ms`, `1.20 s`.
    public static String time(Duration time) {
        double seconds = time.toNanos() / GIGA;
        if (seconds < 1 / KILO) return scaled(seconds * MEGA, "us");
        return seconds < 1 ? scaled(seconds * KILO, "ms") : scaled(seconds, "s");
    }

    /// `0:05`, `1:02:03`.
    public static String clock(long seconds) {
        if (seconds < 3600) return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
        return String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static String scaled(double number, String unit) {
        var form = number < 10 ? "%.2f %s" : number < 100 ? "%.1f %s" : "%.0f %s";
        return String.format(Locale.ROOT, form, number, unit);
    }
}
