package dev.trivet.content;

import dev.trivet.wire.WireText;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/// The name of an upload that is not complete: `.NAME.<random>.trivet-part`.
final class PartName {
    private static final Pattern PATTERN = Pattern.compile("\\..*\\.[0-9a-f]{16}\\.trivet-part", Pattern.DOTALL);
    private static final int ADDED_OCTETS = ".".length() + ".0123456789abcdef.trivet-part".length();

    private PartName() {}

    static boolean is(String name) {
        return name.endsWith(".trivet-part") && PATTERN.matcher(name).matches();
    }

    /// A fresh one for `name`, which is cut where the whole would be longer than a file name may be.
    static String of(String name) {
        var random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        return "." + shortened(name, PathName.PART_OCTETS - ADDED_OCTETS) + "." + random + ".trivet-part";
    }

    /// Cut to so many octets, between characters.
    static String shortened(String name, int most) {
        int end = name.length();
        while (WireText.encode(name.substring(0, end)).length > most) end = name.offsetByCodePoints(end, -1);
        return name.substring(0, end);
    }
}
