package dev.trivet.app;

import java.util.Locale;
import java.util.regex.Pattern;

/// Sizes in octets: `1500`, `512K`, `4M`, `1G`, `2T`; K is 1024.
public final class SizeConverter extends TextConverter<Long> {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18})([KMGT]?)");
    private static final String UNITS = "KMGT";
    private static final int BITS_OF_UNIT = 10;

    public SizeConverter() {
        super(SizeConverter::parse);
    }

    /// @throws IllegalArgumentException with the reason, for people
    public static long parse(String text) {
        var parts = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        if (!parts.matches())
            throw new IllegalArgumentException("'" + text + "' is not a size such as 1500, 512K, 4M or 1G");
        long number = Long.parseLong(parts.group(1));
        int shift = parts.group(2).isEmpty() ? 0 : BITS_OF_UNIT * (1 + UNITS.indexOf(parts.group(2)));
        if (number < 1 || number > Long.MAX_VALUE >> shift)
            throw new IllegalArgumentException("'" + text + "' is not a size from 1 to 8388607T");
        return number << shift;
    }

    /// With the largest unit that says it exactly.
    public static String text(long octets) {
        int unit = Math.min(Long.numberOfTrailingZeros(octets) / BITS_OF_UNIT, UNITS.length());
        return unit == 0 ? String.valueOf(octets) : (octets >> unit * BITS_OF_UNIT) + UNITS.substring(unit - 1, unit);
    }
}
