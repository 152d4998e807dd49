package dev.trivet.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command `trivet`.
@Command(name = "trivet", mixinStandardHelpOptions = true, version = "Trivet 0.1.0")
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
