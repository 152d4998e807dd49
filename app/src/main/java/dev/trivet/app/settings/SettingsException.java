package dev.trivet.app.settings;

import dev.trivet.app.ExitCode;
import java.util.List;

/// Settings that cannot be: everything that is wrong with them.
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    @SuppressWarnings("serial") // never serialised
    private final List<String> lines;

    /// @param lines what, why and the remedy, with file, line and column in front where there is a file
    public SettingsException(ExitCode exitCode, List<String> lines) {
        super(String.join("\n", lines));
        this.exitCode = exitCode;
        this.lines = List.copyOf(lines);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public List<String> lines() {
        return lines;
    }
}
