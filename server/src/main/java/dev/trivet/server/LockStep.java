package dev.trivet.server;

import dev.trivet.explain.Explanation;
import dev.trivet.explain.Situation;
import dev.trivet.negotiation.Limits;
import dev.trivet.server.TransferEvent.Ended;
import dev.trivet.transfer.Outcome;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// Finds transfers that were slow because one block after the other had to go there and its ACK back: then the rate is
/// block size / round trip, whatever the line could carry.
final class LockStep {
    /// Nobody minds a transfer that is over sooner.
    private static final Duration WORTH_A_WORD = Duration.ofSeconds(5);

    /// A round trip of a local network is shorter, and a slow client within it has other reasons.
    private static final long LONG_PATH_NANOS = 3_000_000;

    private LockStep() {}

    /// @param roundTrip nanoseconds, smoothed; 0 while unknown
    /// @param limits what the client may have when it asks
    static Optional<Explanation> hint(Ended end, long roundTrip, Supplier<Limits> limits) {
        if (!(end.outcome() instanceof Outcome.Completed)
                || end.terms().windowSize().blocks() > 1
                || end.elapsed().compareTo(WORTH_A_WORD) < 0
                || roundTrip < LONG_PATH_NANOS) return Optional.empty();
        int blockSize = end.terms().blockSize().octets();
        long waited = (end.octets() / blockSize + 1) * roundTrip;
        boolean thatIsWhy = waited >= end.elapsed().toNanos() / 2;
        return thatIsWhy ? Optional.of(explain(end, roundTrip, limits.get())) : Optional.empty();
    }

    private static Explanation explain(Ended end, long roundTrip, Limits limits) {
        int blockSize = end.terms().blockSize().octets();
        return Situation.LOCK_STEP.explain(
                end.octets(),
                decimal(end.elapsed().toNanos() / 1e9),
                blockSize,
                decimal(roundTrip / 1e6),
                decimal(blockSize / (roundTrip / 1e9) / 1e3),
                Math.max(blockSize, limits.blockSize()),
                limits.windowSize());
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
