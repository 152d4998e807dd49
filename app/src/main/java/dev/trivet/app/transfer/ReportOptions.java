package dev.trivet.app.transfer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Flags of `get` and `put` about what they tell.
@Command(optionListHeading = "%nOutput:%n")
final class ReportOptions {
    @Option(names = "--quiet", description = "Nothing but failures on standard error")
    private boolean quiet;

    @Option(
            names = "--json",
            description = "One JSON object for each file on standard output: uri, file, outcome, octets, seconds, rate"
                    + " (octets a second), server, blksize, windowsize, retransmissions, attempts; of a failure reason,"
                    + " code, cause, remedy")
    private boolean json;

    boolean quiet() {
        return quiet;
    }

    boolean json() {
        return json;
    }
}
