package dev.trivet.negotiation;

import dev.trivet.wire.Options;
import dev.trivet.wire.Options.Option;
import dev.trivet.wire.Packet;
import dev.trivet.wire.Rollover;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Options asked and our limits, turned into terms (RFC 2347, 2348, 2349, 7440 and tftpd-hpa's blksize2,
/// utimeout and rollover). Unknown or unacceptable options are left out, never an error.
public final class Negotiation {
    private Negotiation() {}

    /// The server's side.
    ///
    /// @param request options are looked at in the order they were asked
    /// @param limits of the server; no value beyond them is granted
    /// @param size octets that a read will send, where known: answered to `tsize` unless it is 0, because
    ///     curl fails on the size of an empty file
    /// @return terms and OACK, or terms alone where no option is left to acknowledge (RFC 2347)
    public static Agreement answer(Packet.Request request, Limits limits, OptionalLong size) {
        var acknowledged = new ArrayList<Option>();
        var agreed = new EnumMap<KnownOption, Long>(KnownOption.class);
        var acceptable = acceptable(request.options(), limits.refused());
        int blockSize = blockSize(acceptable, limits);
        for (var asked : acceptable) {
            var granted = switch (asked.known()) {
                case BLKSIZE, BLKSIZE2 -> OptionalLong.of(blockSize);
                case WINDOWSIZE -> OptionalLong.of(Math.min(asked.number(), mostBlocks(limits, blockSize)));
                case TIMEOUT, UTIMEOUT, ROLLOVER -> OptionalLong.of(asked.number());
                case TSIZE -> transferSize(request, asked.number(), size);
            };
            if (granted.isEmpty()) continue;
            agreed.put(asked.known(), granted.getAsLong());
            acknowledged.add(asked.answered(granted.getAsLong()));
        }
        return new Agreement(terms(agreed), new Options(acknowledged));
    }

    /// The client's side: what an OACK makes of the options that were asked.
    ///
    /// @param asked as they stood in the request
    /// @param acknowledged as they stand in the OACK
    /// @return terms, or the reason for ERROR 8 where the OACK holds what was not asked (RFC 2347)
    public static Acceptance accept(Options asked, Options acknowledged) {
        return OptionAckReview.of(asked, acknowledged);
    }

    static Terms terms(Map<KnownOption, Long> agreed) {
        var blockSize = number(agreed, KnownOption.BLKSIZE).or(() -> number(agreed, KnownOption.BLKSIZE2));
        var windowSize = number(agreed, KnownOption.WINDOWSIZE);
        var rollover = number(agreed, KnownOption.ROLLOVER);
        var transferSize = number(agreed, KnownOption.TSIZE);
        return new Terms(
                blockSize.map(octets -> new BlockSize(octets.intValue())).orElse(BlockSize.DEFAULT),
                windowSize.map(blocks -> new WindowSize(blocks.intValue())).orElse(WindowSize.LOCK_STEP),
                rollover.orElse(0L) == 1 ? Rollover.TO_ONE : Rollover.TO_ZERO,
                timeout(agreed),
                transferSize.map(OptionalLong::of).orElse(OptionalLong.empty()));
    }

    private static Optional<Duration> timeout(Map<KnownOption, Long> agreed) {
        return number(agreed, KnownOption.TIMEOUT)
                .map(Duration::ofSeconds)
                .or(() -> number(agreed, KnownOption.UTIMEOUT).map(micros -> Duration.of(micros, ChronoUnit.MICROS)));
    }

    private static Optional<Long> number(Map<KnownOption, Long> agreed, KnownOption known) {
        return Optional.ofNullable(agreed.get(known));
    }

    /// An option of the request that can be granted in some form.
    private record Asked(KnownOption known, Option option, long number) {
        /// In the spelling of the request, digits too where the number stayed: some clients compare texts.
        Option answered(long granted) {
            return granted == number ? option : new Option(option.name(), Long.toString(granted));
        }
    }

    /// The known, permitted, readable ones in their order. Of a name given twice only the first is looked at, of two
    /// rivals the first that is acceptable counts.
    private static List<Asked> acceptable(Options options, Set<String> refused) {
        var acceptable = new ArrayList<Asked>();
        var names = EnumSet.noneOf(KnownOption.class);
        var settled = EnumSet.noneOf(KnownOption.Subject.class);
        for (var option : options.list()) {
            var known = KnownOption.named(option.name()).filter(k -> !refused.contains(k.wire()));
            if (known.isEmpty() || !names.add(known.get())) continue;
            var number = known.get().number(option.value());
            if (number.isEmpty() || !settled.add(known.get().subject())) continue;
            acceptable.add(new Asked(known.get(), option, number.getAsLong()));
        }
        return acceptable;
    }

    /// "This value must be less than or equal to the value specified by the client" (RFC 2348).
    private static int blockSize(List<Asked> acceptable, Limits limits) {
        for (var asked : acceptable) {
            if (asked.known().subject() != KnownOption.Subject.BLOCK_SIZE) continue;
            int octets = (int) Math.min(asked.number(), limits.blockSize());
            return asked.known() == KnownOption.BLKSIZE2 ? Integer.highestOneBit(octets) : octets;
        }
        return BlockSize.DEFAULT.octets();
    }

    /// The window that the limits allow for this block size, wherever the two options stand in the request.
    private static long mostBlocks(Limits limits, int blockSize) {
        return Math.clamp(limits.windowOctets() / blockSize, 1, limits.windowSize());
    }

    /// A read is told the size, a write hears its own number again (RFC 2349).
    private static OptionalLong transferSize(Packet.Request request, long asked, OptionalLong size) {
        return switch (request) {
            case Packet.WriteRequest _ -> OptionalLong.of(asked);
            case Packet.ReadRequest _ -> size.orElse(0) > 0 ? size : OptionalLong.empty();
        };
    }
}
