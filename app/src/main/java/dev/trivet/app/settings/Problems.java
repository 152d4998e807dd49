package dev.trivet.app.settings;

import dev.trivet.app.ExitCode;
import dev.trivet.wire.WireText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What is wrong with a file, all of it, with places.
final class Problems {
    /// A file that is something else altogether need not be told line by line.
    private static final int MOST = 20;

    /// The longest of ours, with the names of all keys of a table, has some 250 characters.
    private static final int LONGEST_TEXT = 500;

    private final Path file;
    private final List<Problem> found = new ArrayList<>();

    Problems(Path file) {
        this.file = file;
    }

    private record Problem(Place place, String text) {}

    /// A text of the file may be part of it: it reaches terminals and logs as one line, without control characters.
    void add(Place place, String text) {
        found.add(new Problem(place, WireText.printable(text, LONGEST_TEXT)));
    }

    void throwIfAny() throws SettingsException {
        if (found.isEmpty()) return;
        var lines = new ArrayList<>(found.stream()
                .sorted(Comparator.comparing(Problem::place))
                .limit(MOST)
                .map(problem -> file + ":" + problem.place() + ": " + problem.text())
                .toList());
        if (found.size() > MOST) lines.add(file + ": and " + (found.size() - MOST) + " more");
        throw new SettingsException(ExitCode.USAGE, lines);
    }
}
