package dev.trivet.app.reload;

import java.util.ArrayList;
import java.util.List;

/// What came of a reload.
///
/// @param done whether the new settings hold now
/// @param lines for people: what changed, or everything that is wrong
public record Answer(boolean done, List<String> lines) {
    private static final String DONE = "done";
    private static final String REFUSED = "refused";

    public Answer {
        lines = List.copyOf(lines);
    }

    /// As it goes over the socket: a word for programs, then the lines.
    String text() {
        var all = new ArrayList<>(List.of(done ? DONE : REFUSED));
        all.addAll(lines);
        return String.join("\n", all) + "\n";
    }

    /// @throws IllegalArgumentException where it is something else
    static Answer parse(String text) {
        var lines = text.lines().toList();
        if (lines.isEmpty()
                || !lines.getFirst().equals(DONE) && !lines.getFirst().equals(REFUSED))
            throw new IllegalArgumentException("no answer of a Trivet server");
        return new Answer(lines.getFirst().equals(DONE), lines.subList(1, lines.size()));
    }
}
