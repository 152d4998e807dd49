package dev.trivet.app.serve;

import dev.trivet.app.NumberText;
import dev.trivet.app.SecondsConverter;
import dev.trivet.app.SizeConverter;
import dev.trivet.app.TextConverter;
import dev.trivet.engine.PortRange;
import dev.trivet.negotiation.BlockSize;
import dev.trivet.negotiation.WindowSize;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Flags of `serve` about ports and what is granted to clients.
@Command(optionListHeading = "%nNetwork:%n")
final class NetworkOptions {
    @Option(
            names = "--single-port",
            description = "Transfers stay on the listening port: for containers, NAT and strict firewalls")
    private boolean singlePort;

    @Option(
            names = "--port-range",
            paramLabel = "LO:HI",
            converter = PortRanges.class,
            description = {"Ports that transfers answer from,", "such as 50000:50999 (default: the system chooses)"})
    private PortRange portRange = PortRange.SYSTEM;

    @Option(
            names = "--max-blksize",
            paramLabel = "N",
            converter = BlockSizes.class,
            description = "Largest block granted, 8 to 65464 octets (default: what fits one packet of the interface)")
    private Optional<Integer> blockSize = Optional.empty();

    @Option(
            names = "--max-windowsize",
            paramLabel = "N",
            converter = WindowSizes.class,
            description = "Largest window granted, 1 to 32767 blocks (default: ${DEFAULT-VALUE})")
    private int windowSize = 32;

    @Option(
            names = "--max-window-bytes",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "Largest window granted in octets; one block is always granted (default: 4M)")
    private long windowOctets = 4L << 20;

    @Option(
            names = "--give-up",
            paramLabel = "SECONDS",
            converter = SecondsConverter.Positive.class,
            description = "A transfer without progress ends after this, or after three times the client's timeout"
                    + " if that is longer (default: 30)")
    private Duration giveUp = Duration.ofSeconds(30);

    ServeSettings.Network settings() {
        return new ServeSettings.Network(
                singlePort,
                portRange,
                blockSize.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                windowSize,
                windowOctets,
                giveUp);
    }

    static final class PortRanges extends TextConverter<PortRange> {
        private static final int HIGHEST_PORT = 65_535;

        PortRanges() {
            super(PortRanges::parse);
        }

        private static PortRange parse(String text) {
            int colon = text.indexOf(':');
            if (colon < 0) throw new IllegalArgumentException("expected LO:HI, such as 50000:50999: '" + text + "'");
            return new PortRange(
                    NumberText.parse(text.substring(0, colon), 1, HIGHEST_PORT),
                    NumberText.parse(text.substring(colon + 1), 1, HIGHEST_PORT));
        }
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
}
