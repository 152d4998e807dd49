package dev.trivet.remap;

import java.util.List;

/// Rules that cannot be: everything that is wrong with them.
public final class MapFileException extends Exception {
    private static final long serialVersionUID = 1;

    /// One line each.
    @SuppressWarnings("serial") // never serialised
    private final List<String> problems;

    MapFileException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /// What, why and the remedy.
    ///
    /// @return one for each problem, as `FILE:LINE:COLUMN: text`, in order
    public List<String> problems() {
        return problems;
    }
}
