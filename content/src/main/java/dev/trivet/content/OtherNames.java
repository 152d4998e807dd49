package dev.trivet.content;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks through directories for what a name may have meant. One for each name: it lists no directory twice.
final class OtherNames {
    /// More spellings of one name than this are not told apart any further.
    private static final int MOST_FOUND = 16;

    /// Names looked at for a hint in the log; a miss stays cheap.
    static final int HINT_ENTRIES = 2_000;

    /// Names looked at where the case is ignored: a directory larger than this answers slowly, and is cut off.
    static final int CASE_ENTRIES = 200_000;

    /// Letters that may differ: one slip, or two letters exchanged.
    private static final int MOST_EDITS = 2;

    private final Tree tree;
    private final int entries;

    /// Listed already, by their path.
    private final Map<List<String>, List<String>> listed = new HashMap<>();

    OtherNames(Tree tree, int entries) {
        this.tree = tree;
        this.entries = entries;
    }

    /// Every path that differs from `parts` by the case of letters only, component by component.
    List<List<String>> ignoringCase(List<String> parts) throws IOException {
        List<List<String>> found = List.of(List.of());
        for (var part : parts) {
            var next = new ArrayList<List<String>>();
            for (var directory : found) for (var name : inOtherCase(directory, part)) next.add(with(directory, name));
            if (next.isEmpty()) return List.of();
            found = next.subList(0, Math.min(next.size(), MOST_FOUND));
        }
        return found;
    }

    /// Whether something has that path, letter by letter.
    boolean exists(List<String> parts) throws IOException {
        return names(parts.subList(0, parts.size() - 1)).contains(parts.getLast());
    }

    private List<String> inOtherCase(List<String> directory, String part) throws IOException {
        var same = new ArrayList<String>();
        for (var name : names(directory)) if (name.equalsIgnoreCase(part)) same.add(name);
        return same;
    }

    private static List<String> with(List<String> directory, String name) {
        var path = new ArrayList<>(directory);
        path.add(name);
        return path;
    }

    /// The path that differs by a slip in its first component that is missing.
    Optional<List<String>> nearest(List<String> parts) throws IOException {
        for (int length = parts.size() - 1; length >= 0; length--) {
            var directory = parts.subList(0, length);
            var names = names(directory);
            if (names.isEmpty()) continue;
            return nearest(names, parts.get(length)).map(name -> with(directory, name));
        }
        return Optional.empty();
    }

    private static Optional<String> nearest(List<String> names, String wanted) {
        Optional<String> best = Optional.empty();
        int fewest = Math.min(MOST_EDITS, wanted.length() / 2) + 1;
        for (var name : names) {
            int edits = edits(name, wanted, fewest);
            if (edits >= fewest) continue;
            fewest = edits;
            best = Optional.of(name);
        }
        return best;
    }

    /// Letters put in, left out or exchanged to come from one to the other (Levenshtein).
    ///
    /// @param enough where the answer is not below this, any number not below it will do
    static int edits(String one, String other, int enough) {
        if (Math.abs(one.length() - other.length()) >= enough) return enough;
        var row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) row[j] = j;
        for (int i = 1; i <= one.length(); i++) if (nextRow(row, i, one.charAt(i - 1), other) >= enough) return enough;
        return row[other.length()];
    }

    /// @param row edits from the letters of `one` so far to each beginning of `other`; becomes that for one letter more
    /// @return the fewest in the row: it never gets less further on
    private static int nextRow(int[] row, int i, char letter, String other) {
        int diagonal = row[0];
        int least = i;
        row[0] = i;
        for (int j = 1; j < row.length; j++) {
            int exchanged = diagonal + (letter == other.charAt(j - 1) ? 0 : 1);
            diagonal = row[j];
            row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
            least = Math.min(least, row[j]);
        }
        return least;
    }

    /// What stands there, unfinished uploads left out; nothing where it is no directory that can be listed.
    private List<String> names(List<String> directory) throws IOException {
        var known = listed.get(directory);
        if (known != null) return known;
        var names = list(directory);
        listed.put(directory, names);
        return names;
    }

    private List<String> list(List<String> directory) throws IOException {
        var names = new ArrayList<String>();
        try (var place = tree.directory(directory)) {
            place.directory().list(name -> {
                if (!PartName.is(name)) names.add(name);
                return names.size() < entries;
            });
        } catch (FileSystemException _) { // missing, not allowed, or no directory
            return List.of();
        }
        return names;
    }
}
