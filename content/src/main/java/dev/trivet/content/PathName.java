package dev.trivet.content;

import dev.trivet.explain.Situation;
import dev.trivet.wire.WireText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A name of a request taken apart: components beneath the root, none of them empty, `.` or `..`.
///
/// `..` is taken back by the component before it, as text; a name that leaves the root this way is refused whether or
/// not something is there, or stays at it ([PathStyle#CHROOT]). `%2e` and the like are plain characters: nothing is
/// ever decoded.
///
/// @param parts at least one, each at most [#PART_OCTETS]
/// @param directory whether it ended in a slash, which no file does
/// @param doubled whether slashes stood doubled, and were read as one
record PathName(List<String> parts, boolean directory, boolean doubled) {
    /// PATH_MAX of Linux: nothing longer can be opened.
    static final int OCTETS = 4096;
    /// NAME_MAX of nearly every file system.
    static final int PART_OCTETS = 255;

    /// Device names of Windows in every directory, with any extension.
    private static final Set<String> DEVICES = Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$");

    PathName {
        parts = List.copyOf(parts);
    }

    static PathName of(List<String> parts) {
        return new PathName(parts, false, false);
    }

    /// @param windows whether the rules of Windows hold as well
    /// @throws ContentException for a name that is never served
    static PathName parse(String name, boolean windows) throws ContentException {
        return parse(name, windows, PathStyle.STRICT);
    }

    /// @param style says what becomes of `..` at the root
    static PathName parse(String name, boolean windows, PathStyle style) throws ContentException {
        checkCharacters(name);
        var parts = new ArrayList<String>();
        boolean doubled = name.contains("//");
        for (var part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".")) continue;
            if (part.equals("..")) {
                if (!parts.isEmpty()) parts.removeLast();
                else if (style != PathStyle.CHROOT)
                    throw Refusals.of(Situation.NAME_LEAVES_ROOT, Refusals.quoted(name));
            } else {
                checkPart(part, windows);
                parts.add(part);
            }
        }
        if (parts.isEmpty()) throw Refusals.of(Situation.NAME_IS_ROOT, Refusals.quoted(name));
        return new PathName(parts, endsAsDirectory(name), doubled);
    }

    private static boolean endsAsDirectory(String name) {
        return name.endsWith("/") || name.endsWith("/.") || name.endsWith("/..");
    }

    private static void checkCharacters(String name) throws ContentException {
        if (name.isEmpty()) throw Refusals.of(Situation.NAME_EMPTY);
        if (name.length() > OCTETS) throw Refusals.of(Situation.NAME_TOO_LONG, OCTETS);
        if (hasControls(name) && !hasControls(name.stripTrailing()))
            throw Refusals.of(Situation.NAME_ENDS_IN_LINE_END, Refusals.quoted(name));
        if (hasControls(name)) throw Refusals.of(Situation.NAME_HAS_CONTROLS, Refusals.quoted(name));
        if (octets(name) > OCTETS) throw Refusals.of(Situation.NAME_TOO_LONG, OCTETS);
    }

    private static boolean hasControls(String name) {
        return name.chars().anyMatch(Character::isISOControl);
    }

    private static void checkPart(String part, boolean windows) throws ContentException {
        if (octets(part) > PART_OCTETS) throw Refusals.of(Situation.NAME_PART_TOO_LONG, PART_OCTETS);
        if (windows && !isAllowedOnWindows(part)) throw Refusals.of(Situation.NAME_RESERVED, Refusals.quoted(part));
    }

    /// The backslash is let through: on Windows it makes a miss, which the lenient step then mends.
    private static boolean isAllowedOnWindows(String part) {
        if (part.endsWith(".") || part.endsWith(" ") || part.chars().anyMatch(c -> ":*?\"<>|".indexOf(c) >= 0))
            return false;
        int dot = part.indexOf('.');
        var stem = (dot < 0 ? part : part.substring(0, dot)).strip().toUpperCase(Locale.ROOT);
        return !DEVICES.contains(stem) && !stem.matches("(COM|LPT)[0-9¹²³]");
    }

    /// Length on the file system; a name that cannot stand there is longer than any.
    static int octets(String text) {
        try {
            return WireText.encode(text).length;
        } catch (IllegalArgumentException _) { // NUL, or half a surrogate pair: no request from the wire has them
            return Integer.MAX_VALUE;
        }
    }

    /// Beneath the root, as the log shows it and the file system takes it.
    String text() {
        return String.join("/", parts) + (directory ? "/" : "");
    }

    String last() {
        return parts.getLast();
    }

    /// Whether it names an unfinished upload: never served, never replaced.
    boolean isPart() {
        return parts.stream().anyMatch(PartName::is);
    }

    PathName without(int leading) {
        return new PathName(parts.subList(leading, parts.size()), directory, doubled);
    }
}
