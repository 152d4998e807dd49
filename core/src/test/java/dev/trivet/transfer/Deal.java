package dev.trivet.transfer;

import dev.trivet.negotiation.BlockSize;
import dev.trivet.negotiation.Terms;
import dev.trivet.negotiation.WindowSize;
import dev.trivet.wire.Rollover;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// Terms, spelled shortly: `Deal.PLAIN.window(8).timeout(5)`.
record Deal(int blockSize, int windowSize, Rollover rollover, Optional<Duration> timeout) {
    static final Deal PLAIN = new Deal(512, 1, Rollover.TO_ZERO, Optional.empty());

    Deal blocks(int octets) {
        return new Deal(octets, windowSize, rollover, timeout);
    }

    Deal window(int blocks) {
        return new Deal(blockSize, blocks, rollover, timeout);
    }

    Deal rollover(Rollover to) {
        return new Deal(blockSize, windowSize, to, timeout);
    }

    Deal timeout(double seconds) {
        return new Deal(blockSize, windowSize, rollover, Optional.of(Duration.ofNanos(VirtualTime.nanos(seconds))));
    }

    Terms terms() {
        return new Terms(new BlockSize(blockSize), new WindowSize(windowSize), rollover, timeout, OptionalLong.empty());
    }
}
