package dev.trivet.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// MAC addresses that stand in names of files, in any usual spelling.
final class MacInName {
    private static final int DIGITS = 12;

    /// Longer runs of digits are hashes.
    private static final int LONGEST_RUN = 16;

    /// Pairs with `-` or `:` between, one more in front as PXELINUX puts the kind of hardware there; Cisco's
    /// groups of four; or one run, which letters of a word before it may have made longer: `spa001122334455`.
    private static final Pattern MAC = Pattern.compile("(?<![0-9a-f])([0-9a-f]{2}[-:]){5,6}[0-9a-f]{2}(?![0-9a-f])"
            + "|(?<![0-9a-f])[0-9a-f]{4}(\\.[0-9a-f]{4}){2}(?![0-9a-f])"
            + "|(?<![0-9a-f])[0-9a-f]{12," + LONGEST_RUN + "}(?![0-9a-f])");

    private MacInName() {}

    /// @return each as twelve lower-case digits
    static List<String> of(String name) {
        if (name.length() < DIGITS) return List.of();
        var found = new ArrayList<String>();
        var matcher = MAC.matcher(name.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            var digits = matcher.group().replaceAll("[-:.]", "");
            found.add(digits.substring(digits.length() - DIGITS));
        }
        return found;
    }
}
