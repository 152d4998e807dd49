package dev.trivet.app.transfer;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// What a command runs in.
///
/// @param folder the current one
/// @param out content and JSON
/// @param err messages and progress
/// @param columns of the terminal that `err` goes to; empty where it goes elsewhere
/// @param outShown whether `out` goes to a terminal, too; asked only where it counts, since the answer takes time
/// @param signals tells an interruption of Ctrl-C and the like
record Surroundings(
        Path folder,
        InputStream in,
        PrintStream out,
        PrintStream err,
        OptionalInt columns,
        BooleanSupplier outShown,
        Consumer<Interruption> signals,
        Transfers.Opener opener) {

    static Surroundings ofProcess(InputStream in, PrintStream out, PrintStream err) {
        return new Surroundings(
                Path.of(""),
                in,
                out,
                err,
                Terminal.columnsOfStandardError(),
                Terminal::hasStandardOutput,
                Interruption::hearSignals,
                ClientTransfers::open);
    }
}
