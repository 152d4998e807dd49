package dev.trivet.app;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The whole command as a process would run it, for tests of other packages.
public final class Commands {
    private Commands() {}

    /// @param out everything on standard output
    /// @param err everything on standard error
    public record Run(int exitCode, String out, String err) {}

    public static Run run(String... args) {
        return run(InputStream.nullInputStream(), args);
    }

    public static Run run(InputStream in, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exitCode = Main.run(
                List.of(args),
                in,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
