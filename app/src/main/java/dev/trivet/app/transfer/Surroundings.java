package dev.trivet.app.transfer;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.OptionalInt;

/// What a command runs in.
///
/// @param folder the current one
/// @param out content and JSON
/// @param err messages and progress
/// @param columns of the terminal that `err` goes to; empty where it goes elsewhere
/// @param outShown whether `out` goes to a terminal, too
/// @param realSignals whether Ctrl-C and the like are to be heeded
record Surroundings(
        Path folder,
        InputStream in,
        PrintStream out,
        PrintStream err,
        OptionalInt columns,
        boolean outShown,
        boolean realSignals,
        Transfers.Opener opener) {

    static Surroundings ofProcess(InputStream in, PrintStream out, PrintStream err) {
        return new Surroundings(
                Path.of(""),
                in,
                out,
                err,
                Terminal.columnsOfStandardError(),
                Terminal.hasStandardOutput(),
                true,
                ClientTransfers::open);
    }
}
