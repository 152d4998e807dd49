package dev.trivet.app.serve;

import dev.trivet.app.NumberText;
import dev.trivet.app.TextConverter;
import dev.trivet.app.WordText;
import dev.trivet.server.WhenFull;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Flags of `serve` about how much at once.
@Command(optionListHeading = "%nLoad:%n")
final class LoadOptions {
    @Option(
            names = "--max-transfers",
            paramLabel = "N",
            converter = Counts.class,
            description = "Transfers at once (default: ${DEFAULT-VALUE})")
    private int transfers = 10_000;

    @Option(
            names = "--when-full",
            paramLabel = "drop|refuse",
            converter = WhenFulls.class,
            description =
                    "What a further request gets: silence, so that the client asks again, or an error (default: drop)")
    private WhenFull whenFull = WhenFull.DROP;

    @Option(
            names = "--requests-per-address",
            paramLabel = "N",
            converter = Counts.class,
            description = "Requests a second of one client address (default: no limit)")
    private Optional<Integer> requestsPerAddress = Optional.empty();

    @Option(
            names = "--transfers-per-address",
            paramLabel = "N",
            converter = Counts.class,
            description = "Transfers at once of one client address (default: no limit)")
    private Optional<Integer> transfersPerAddress = Optional.empty();

    ServeSettings.Load settings() {
        return new ServeSettings.Load(
                transfers, whenFull, optionalInt(requestsPerAddress), optionalInt(transfersPerAddress));
    }

    private static OptionalInt optionalInt(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    static final class Counts extends TextConverter<Integer> {
        /// A hundred times what one machine was seen to carry.
        private static final int MOST = 1_000_000;

        Counts() {
            super(text -> NumberText.parse(text, 1, MOST));
        }
    }

    static final class WhenFulls extends TextConverter<WhenFull> {
        WhenFulls() {
            super(text -> WordText.parse(text, WhenFull.class));
        }
    }
}
