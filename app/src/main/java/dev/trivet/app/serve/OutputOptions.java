package dev.trivet.app.serve;

import dev.trivet.app.TextConverter;
import dev.trivet.app.WordText;
import dev.trivet.app.serve.LogEntry.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Flags of `serve` about its log, which goes to standard error.
@Command(optionListHeading = "%nLog:%n")
final class OutputOptions {
    @Option(
            names = "--log",
            paramLabel = "text|json",
            converter = Formats.class,
            description = "One line for each finished transfer, for people or for programs (default: text)")
    private LogFormat format = LogFormat.TEXT;

    @Option(names = "--verbose", description = "Also each request, and each step that helped to find a name")
    private boolean verbose;

    @Option(names = "--quiet", description = "Only what went wrong")
    private boolean quiet;

    boolean contradictory() {
        return verbose && quiet;
    }

    ServeSettings.Output settings() {
        return new ServeSettings.Output(format, least());
    }

    private Level least() {
        if (verbose) return Level.DEBUG;
        return quiet ? Level.WARN : Level.INFO;
    }

    static final class Formats extends TextConverter<LogFormat> {
        Formats() {
            super(text -> WordText.parse(text, LogFormat.class));
        }
    }
}
