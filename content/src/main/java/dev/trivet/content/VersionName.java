package dev.trivet.content;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name under which a former content stays: `NAME.YYYYMMDDTHHMMSSZ`, its modification time in UTC; `-2`, `-3` and
/// so on behind it where that is taken.
///
/// @param name the whole
/// @param stamp the time
/// @param number 1 where nothing stands behind the time
record VersionName(String name, String stamp, int number) {
    static final Comparator<VersionName> OLDEST_FIRST =
            Comparator.comparing(VersionName::stamp).thenComparingInt(VersionName::number);

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern ADDED = Pattern.compile("\\.(\\d{8}T\\d{6}Z)(?:-([1-9]\\d{0,8}))?");
    private static final int ADDED_OCTETS = ".20260101T000000Z-9999".length();

    static String of(String name, Instant modified, int number) {
        var version = name + "." + STAMP.format(modified);
        return number == 1 ? version : version + "-" + number;
    }

    static boolean fits(String name) {
        return PathName.octets(name) + ADDED_OCTETS <= PathName.PART_OCTETS;
    }

    /// What `candidate` is as a version of `name`, if it is one.
    static Optional<VersionName> parse(String name, String candidate) {
        if (!candidate.startsWith(name)) return Optional.empty();
        var added = ADDED.matcher(candidate.substring(name.length()));
        if (!added.matches()) return Optional.empty();
        int number = added.group(2) == null ? 1 : Integer.parseInt(added.group(2));
        return Optional.of(new VersionName(candidate, added.group(1), number));
    }
}
