package dev.trivet.app.transfer;

import java.io.Console;
import java.util.Optional;
import java.util.OptionalInt;

/// What is known of the terminal. The JDK cannot tell whether standard error goes to one, nor how wide it is; the
/// start script can, and hands it over as a system property. Without the script `System.console` has to do.
public final class Terminal {
    /// Set by `launcher/start`; 0 where standard error goes elsewhere.
    private static final String COLUMNS = "trivet.columns";

    /// What a terminal has that does not tell.
    private static final int USUAL_COLUMNS = 80;

    private Terminal() {}

    public static OptionalInt columnsOfStandardError() {
        int columns = Integer.getInteger(COLUMNS, -1);
        if (columns > 0) return OptionalInt.of(columns);
        return columns < 0 && hasStandardOutput() ? OptionalInt.of(USUAL_COLUMNS) : OptionalInt.empty();
    }

    static boolean hasStandardOutput() {
        // Some releases of the JDK answer null where there is none, others an object.
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
}
