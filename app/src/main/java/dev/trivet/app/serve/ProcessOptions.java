package dev.trivet.app.serve;

import dev.trivet.app.NumberText;
import dev.trivet.app.SecondsConverter;
import dev.trivet.app.TextConverter;
import dev.trivet.app.WordText;
import dev.trivet.app.serve.ServeSettings.Engine;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Flags of `serve` about the process.
@Command(optionListHeading = "%nProcess:%n")
final class ProcessOptions {
    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Run as this user once the ports are bound (default: the one that started it)")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--engine",
            paramLabel = "auto|portable|linux",
            converter = Engines.class,
            description = "How packets are sent and received (default: auto)")
    private Engine engine = Engine.AUTO;

    @Option(
            names = "--spin",
            paramLabel = "MICROS",
            converter = Spins.class,
            description = "Look again for so long before sleeping: faster single transfers, a busier core (default: 0)")
    private Duration spin = Duration.ZERO;

    @Option(
            names = "--drain-timeout",
            paramLabel = "SECONDS",
            converter = SecondsConverter.class,
            description = "How long running transfers may go on after SIGTERM or Ctrl-C (default: 10)")
    private Duration drainTimeout = Duration.ofSeconds(10);

    ServeSettings.Process settings() {
        return new ServeSettings.Process(engine, user, spin, drainTimeout);
    }

    static final class Engines extends TextConverter<Engine> {
        Engines() {
            super(text -> WordText.parse(text, Engine.class));
        }
    }

    static final class Spins extends TextConverter<Duration> {
        /// Longer than any round trip that spinning could shorten.
        private static final int LONGEST_MICROS = 10_000;

        Spins() {
            super(text -> Duration.of(NumberText.parse(text, 0, LONGEST_MICROS), ChronoUnit.MICROS));
        }
    }
}
