package dev.trivet.app.load;

import dev.trivet.app.transfer.Interruption;
import dev.trivet.app.transfer.Terminal;
import java.io.PrintStream;
import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// What the command runs in.
///
/// @param out the report
/// @param err messages and progress
/// @param columns of the terminal that `err` goes to; empty where it goes elsewhere
/// @param signals tells an interruption of Ctrl-C and the like
record Around(
        PrintStream out,
        PrintStream err,
        OptionalInt columns,
        Consumer<Interruption> signals,
        Target.Resolver resolver) {

    static Around process(PrintStream out, PrintStream err) {
        return new Around(
                out,
                err,
                Terminal.columnsOfStandardError(),
                Interruption::hearSignals,
                host -> List.of(InetAddress.getAllByName(host)));
    }
}
