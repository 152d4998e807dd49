package dev.trivet.content;

import dev.trivet.content.Variants.Variant;
import dev.trivet.explain.Situation;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells the operator what a client may have meant that asked for something missing. Never told to the client.
///
/// A hint lists directories, a miss alone does not: a flood of misses gets few hints, and stays cheap. Any thread.
final class Hints {
    /// A person reads no more; a hint costs about a millisecond.
    private static final int MOST_A_SECOND = 20;

    /// Directories that may be too many in front of a name: `srv/tftp/boot/x` has three.
    private static final int MOST_IN_FRONT = 4;

    private final Tree tree;
    private final boolean ignoreCase;
    private final InstantSource clock;

    private long second;
    private int given;

    Hints(Tree tree, boolean ignoreCase, InstantSource clock) {
        this.tree = tree;
        this.ignoreCase = ignoreCase;
        this.clock = clock;
    }

    /// @param name as asked
    /// @param all what it may have meant, none of which is there
    ContentException missing(String name, List<Variant> all) {
        var quoted = Refusals.quoted(name);
        if (!isAffordable()) return Refusals.of(Situation.NOT_FOUND, quoted);
        try {
            return hinted(quoted, all, new OtherNames(tree, OtherNames.HINT_ENTRIES));
        } catch (IOException _) { // the answer is the same, only without a hint
            return Refusals.of(Situation.NOT_FOUND, quoted);
        }
    }

    /// Without what DHCP servers and files with lists of names leave at the end: blanks, octets FF.
    private static List<String> withoutTail(List<String> parts) {
        var last = parts.getLast();
        int end = last.length();
        while (end > 0 && isTail(last.charAt(end - 1))) end--;
        if (end == 0) return parts;
        var trimmed = new ArrayList<>(parts);
        trimmed.set(parts.size() - 1, last.substring(0, end));
        return trimmed;
    }

    private static boolean isTail(char c) {
        return Character.isWhitespace(c) || c == Variants.FF;
    }

    /// Clients of other servers have their directory in front: `tftpboot/pxelinux.0`.
    private static Optional<List<String>> withoutFront(List<String> parts, OtherNames names) throws IOException {
        for (int front = 1; front < Math.min(parts.size(), MOST_IN_FRONT + 1); front++) {
            var shorter = parts.subList(front, parts.size());
            if (names.exists(shorter)) return Optional.of(shorter);
        }
        return Optional.empty();
    }

    private synchronized boolean isAffordable() {
        long now = clock.instant().getEpochSecond();
        if (now != second) given = 0;
        second = now;
        return given++ < MOST_A_SECOND;
    }

    private ContentException hinted(String quoted, List<Variant> all, OtherNames names) throws IOException {
        for (var each : all) {
            if (ignoreCase) break; // was looked for already
            var found = names.ignoringCase(each.path().parts());
            if (!found.isEmpty())
                return Refusals.of(Situation.NOT_FOUND_OTHER_CASE, quoted, Refusals.quoted(found.getFirst()));
        }
        for (var each : all) {
            var trimmed = withoutTail(each.path().parts());
            if (!trimmed.equals(each.path().parts()) && names.exists(trimmed))
                return Refusals.of(Situation.NOT_FOUND_TAIL, quoted, Refusals.quoted(trimmed));
            var shorter = withoutFront(each.path().parts(), names);
            if (shorter.isPresent())
                return Refusals.of(Situation.NOT_FOUND_PREFIX, quoted, Refusals.quoted(shorter.get()));
        }
        for (var each : all) {
            var near = names.nearest(each.path().parts());
            if (near.isPresent()) return Refusals.of(Situation.NOT_FOUND_NEAR, quoted, Refusals.quoted(near.get()));
        }
        return Refusals.of(Situation.NOT_FOUND, quoted);
    }
}
