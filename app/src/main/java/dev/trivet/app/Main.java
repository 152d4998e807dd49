package dev.trivet.app;

import dev.trivet.app.serve.ServeCommand;
import java.io.PrintStream;
import java.util.List;

/// The entrance of the command.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args), System.out, System.err));
    }

    /// The whole command, without the end of the JVM.
    ///
    /// @param out readiness lines and results
    /// @param err messages and logs
    /// @return the number of an [ExitCode]
    static int run(List<String> args, PrintStream out, PrintStream err) {
        return TrivetCommand.run(args, out, err, ServeCommand.to(out, err));
    }
}
