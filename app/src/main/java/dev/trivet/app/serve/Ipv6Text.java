package dev.trivet.app.serve;

import java.util.regex.Pattern;

/// IPv6 addresses as inet_ntop(3) and RFC 5952 §4.2 write them; Java writes each zero.
final class Ipv6Text {
    private static final Pattern ZEROS = Pattern.compile("(?<![0-9a-f])0(:0)+(?![0-9a-f])");

    private Ipv6Text() {}

    /// The longest run of zeros, the first of several, becomes `::`. What is no IPv6 stays as it is.
    static String shortest(String address) {
        if (!address.contains(":")) return address;
        var longest = ZEROS.matcher(address)
                .results()
                .reduce((one, other) -> other.group().length() > one.group().length() ? other : one);
        if (longest.isEmpty()) return address;
        var before = address.substring(0, longest.get().start());
        var after = address.substring(longest.get().end());
        return (before.endsWith(":") ? before : before + ":") + (after.startsWith(":") ? after : ":" + after);
    }
}
