package dev.trivet.server;

import dev.trivet.content.NameMap;
import dev.trivet.content.Peer;
import dev.trivet.engine.Engine;
import dev.trivet.engine.PortRange;
import dev.trivet.negotiation.BlockSize;
import dev.trivet.negotiation.WindowSize;
import dev.trivet.transfer.Patience;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// All that can be set, with the words of the command line. Made by [ServerBuilder], where each is explained.
record Settings(
        List<InetSocketAddress> listen,
        Access access,
        boolean singlePort,
        PortRange portRange,
        OptionalInt maxBlksize,
        OptionalInt maxBlksizeUnfragmented,
        Set<String> refuseOptions,
        int maxWindowsize,
        long maxWindowBytes,
        Duration giveUp,
        Duration maxTransferTime,
        Optional<Duration> retransmit,
        int maxTransfers,
        WhenFull whenFull,
        ErrorTexts errorTexts,
        OptionalInt requestsPerAddress,
        OptionalInt transfersPerAddress,
        OptionalInt missesPerAddress,
        OptionalLong maxUpload,
        OptionalLong maxUploadTotal,
        OptionalLong maxUploadPerAddress,
        Engine engine,
        boolean allowBroadcast,
        Duration spin,
        List<ClientRule> clients,
        NameMap names) {

    /// With blocks of 1468 octets it fits a receive buffer of Linux's default size; what the path does not take at once
    /// is paced (`docs/decisions/0012-default-window.md`).
    static final int DEFAULT_WINDOW = 64;

    static final long DEFAULT_WINDOW_OCTETS = 4 << 20;
    static final int DEFAULT_TRANSFERS = 10_000;

    /// More than any honest transfer takes: four gigabytes at 50 kB/s. Nobody holds a place for longer by
    /// answering just before each time-out.
    static final Duration DEFAULT_TRANSFER_TIME = Duration.ofDays(1);

    /// No machine has the descriptors for more; with one port for all it would still be a gigabyte of transfers.
    static final int MOST_TRANSFERS = 1_000_000;

    static Settings defaults() {
        return new Settings(
                List.of(),
                Access.EVERYONE,
                false,
                PortRange.SYSTEM,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Set.of(),
                DEFAULT_WINDOW,
                DEFAULT_WINDOW_OCTETS,
                Duration.ofSeconds(30),
                DEFAULT_TRANSFER_TIME,
                Optional.empty(),
                DEFAULT_TRANSFERS,
                WhenFull.DROP,
                ErrorTexts.TRIVET,
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Engine.AUTO,
                false,
                Duration.ZERO,
                List.of(),
                NameMap.NONE);
    }

    Settings {
        listen = List.copyOf(listen);
        clients = List.copyOf(clients);
        refuseOptions = lowerCase(refuseOptions);
        maxBlksize.ifPresent(BlockSize::new);
        maxBlksizeUnfragmented.ifPresent(BlockSize::new);
        new WindowSize(maxWindowsize);
        positive("max-window-bytes", maxWindowBytes);
        positive("give-up, in milliseconds,", giveUp.toMillis());
        positive("max-transfer-time, in milliseconds,", maxTransferTime.toMillis());
        new Patience(giveUp, retransmit); // which knows the range
        positive("max-transfers", maxTransfers);
        if (maxTransfers > MOST_TRANSFERS)
            throw new IllegalArgumentException("max-transfers must be " + MOST_TRANSFERS + " or less: " + maxTransfers);
        requestsPerAddress.ifPresent(most -> positive("requests-per-address", most));
        transfersPerAddress.ifPresent(most -> positive("transfers-per-address", most));
        missesPerAddress.ifPresent(most -> positive("misses-per-address", most));
        maxUpload.ifPresent(most -> positive("max-upload", most));
        maxUploadTotal.ifPresent(most -> positive("max-upload-total", most));
        maxUploadPerAddress.ifPresent(most -> positive("max-upload-per-address", most));
        if (spin.isNegative()) throw new IllegalArgumentException("spin must not be negative: " + spin);
    }

    /// Names of options are the same in upper and lower case (RFC 2347).
    static Set<String> lowerCase(Set<String> options) {
        return options.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    static void positive(String word, long value) {
        if (value < 1) throw new IllegalArgumentException(word + " must be 1 or more: " + value);
    }

    /// The first rule that is about that client; where there is none, one that says nothing.
    ClientRule client(Peer peer, String name) {
        for (var rule : clients) if (rule.fits(peer, name)) return rule;
        return ClientRule.NOTHING;
    }
}
