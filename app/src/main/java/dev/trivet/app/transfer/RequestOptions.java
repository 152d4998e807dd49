package dev.trivet.app.transfer;

import dev.trivet.app.NumberText;
import dev.trivet.app.SecondsConverter;
import dev.trivet.app.TextConverter;
import dev.trivet.app.WordText;
import dev.trivet.content.Durability;
import dev.trivet.engine.Engine;
import dev.trivet.negotiation.BlockSize;
import dev.trivet.negotiation.WindowSize;
import dev.trivet.wire.Mode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Flags of `get`, `put` and `load` about the request and its options.
@Command(optionListHeading = "%nRequest:%n")
public final class RequestOptions {
    @Option(
            names = "--blksize",
            paramLabel = "N",
            converter = BlockSizes.class,
            description = "Octets of a block to ask for, 8 to 65464 (default: what fits one packet on the way)")
    private Optional<Integer> blksize = Optional.empty();

    @Option(
            names = "--windowsize",
            paramLabel = "N",
            converter = WindowSizes.class,
            description = "Blocks of a window to ask for, 1 to 32767; 1 does not ask (default: 32)")
    private Optional<Integer> windowsize = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            converter = Timeouts.class,
            description = "Ask the server to repeat after this, 1 to 255 (default: not asked)")
    private Optional<Duration> timeout = Optional.empty();

    @Option(
            names = "--mode",
            paramLabel = "octet|netascii",
            converter = Modes.class,
            description = "As it is, or as a text with its line ends turned; the mode in a URI wins (default: octet)")
    private Mode mode = Mode.OCTET;

    @Option(
            names = "--give-up",
            paramLabel = "SECONDS",
            converter = SecondsConverter.Positive.class,
            description = "A transfer without progress ends after this (default: 30)")
    private Duration giveUp = Duration.ofSeconds(30);

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            converter = SecondsConverter.class,
            description = "Keep asking for so long until the other side is there: for boards that listen only for a"
                    + " moment when they start (default: 0)")
    private Duration waitFor = Duration.ZERO;

    @Option(
            names = "--no-options",
            description = "Ask by RFC 1350 alone: blocks of 512 octets, one at a time; for servers that fail on more")
    private boolean noOptions;

    @Option(
            names = "--engine",
            paramLabel = "auto|portable|linux",
            converter = Engines.class,
            description = "How packets are sent and received: by java.nio, or by the faster system calls of Linux"
                    + " (default: auto)")
    private Engine engine = Engine.AUTO;

    /// What cannot be meant together, if anything.
    public Optional<String> contradiction() {
        if (!noOptions) return Optional.empty();
        if (blksize.isPresent()) return Optional.of("--no-options and --blksize exclude each other");
        if (windowsize.isPresent()) return Optional.of("--no-options and --windowsize exclude each other");
        return timeout.map(_ -> "--no-options and --timeout exclude each other");
    }

    public RequestSettings settings(Durability durability) {
        return new RequestSettings(
                optionalInt(blksize),
                optionalInt(windowsize),
                timeout,
                mode,
                giveUp,
                waitFor,
                !noOptions,
                engine,
                durability);
    }

    private static OptionalInt optionalInt(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    static final class BlockSizes extends TextConverter<Integer> {
        BlockSizes() {
            super(text -> NumberText.parse(text, BlockSize.SMALLEST, BlockSize.LARGEST));
        }
    }

    static final class WindowSizes extends TextConverter<Integer> {
        WindowSizes() {
            super(text -> NumberText.parse(text, 1, WindowSize.LARGEST));
        }
    }

    static final class Timeouts extends TextConverter<Duration> {
        /// RFC 2349: "valid values range between 1 and 255 seconds, inclusive".
        private static final int LONGEST = 255;

        Timeouts() {
            super(text -> Duration.ofSeconds(NumberText.parse(text, 1, LONGEST)));
        }
    }

    static final class Engines extends TextConverter<Engine> {
        Engines() {
            super(text -> WordText.parse(text, Engine.class));
        }
    }

    static final class Modes extends TextConverter<Mode> {
        Modes() {
            super(text -> WordText.parse(text, Mode.class));
        }
    }
}
