package dev.trivet.server;

import dev.trivet.engine.PortRange;
import dev.trivet.negotiation.WindowSize;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// All that can be set, with the words of the command line. Made by [TftpServer.Builder], where each is explained.
record Settings(
        List<InetSocketAddress> listen,
        Access access,
        boolean singlePort,
        PortRange portRange,
        OptionalInt maxBlockSize,
        int maxWindowSize,
        long maxWindowOctets,
        Duration giveUp,
        int maxTransfers,
        WhenFull whenFull,
        OptionalInt requestsPerAddress,
        OptionalInt transfersPerAddress,
        OptionalLong maxUpload,
        OptionalLong maxUploadTotal,
        OptionalLong maxUploadPerAddress,
        Duration spin) {

    /// The grant until pacing has been shown on real paths (design: protocol rules, windowsize).
    static final int DEFAULT_WINDOW = 32;

    static final long DEFAULT_WINDOW_OCTETS = 4 << 20;
    static final int DEFAULT_TRANSFERS = 10_000;

    static Settings defaults() {
        return new Settings(
                List.of(),
                Access.EVERYONE,
                false,
                PortRange.SYSTEM,
                OptionalInt.empty(),
                DEFAULT_WINDOW,
                DEFAULT_WINDOW_OCTETS,
                Duration.ofSeconds(30),
                DEFAULT_TRANSFERS,
                WhenFull.DROP,
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Duration.ZERO);
    }

    Settings {
        listen = List.copyOf(listen);
        new WindowSize(maxWindowSize);
        if (maxTransfers < 1) throw new IllegalArgumentException("max-transfers must be 1 or more: " + maxTransfers);
    }
}
