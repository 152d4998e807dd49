package dev.trivet.bench;

import dev.trivet.negotiation.BlockSize;
import dev.trivet.negotiation.Terms;
import dev.trivet.negotiation.WindowSize;
import dev.trivet.wire.Options;
import dev.trivet.wire.Options.Option;
import dev.trivet.wire.Rollover;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a client asks for in these benchmarks: blocks that fill an Ethernet frame.
final class Asked {
    private Asked() {}

    static Options options() {
        return new Options(List.of(
                new Option("tsize", "0"),
                new Option("blksize", "1468"),
                new Option("timeout", "3"),
                new Option("windowsize", "64")));
    }

    static Terms terms(int window) {
        return new Terms(
                new BlockSize(1468), new WindowSize(window), Rollover.TO_ZERO, Optional.empty(), OptionalLong.empty());
    }
}
