package dev.trivet.transfer;

import dev.trivet.negotiation.Terms;
import java.time.Duration;
import java.util.Optional;

/// How long a transfer waits: constants of the design and what follows from them.
///
/// @param giveUp without progress for so long a transfer ends; default 30 s, and never less than three agreed
///     timeouts
/// @param retransmit where it is set, repeats follow no measurement: the first wait is this, or the agreed timeout,
///     and
///     each further one twice as long; after six sendings, which is 63 times it, the transfer ends, whatever `giveUp`
///     says. So does tftpd-hpa. 10 ms to 255 s; default: repeats follow the round trip
public record Patience(Duration giveUp, Optional<Duration> retransmit) {
    /// 30 s, and repeats that follow the round trip.
    public static final Patience DEFAULT = new Patience(Duration.ofSeconds(30));

    /// What utimeout may say, too: tftpd-hpa takes both from here to there.
    public static final Duration SHORTEST_RETRANSMIT = Duration.ofMillis(10);

    /// The longest timeout of RFC 2349.
    public static final Duration LONGEST_RETRANSMIT = Duration.ofSeconds(255);

    /// With a fixed first wait of T packets are sent at 0, 1, 3, 7, 15 and 31 T.
    private static final int FIXED_SENDINGS = 6;

    static final long MILLISECOND = 1_000_000;
    static final long SECOND = 1_000 * MILLISECOND;

    /// Before a round trip is known. RFC 1123 §4.2.3.2 asks for adaptation; this is where it starts.
    static final long FIRST_WAIT = SECOND;

    /// Doubling stops here, unless the agreed timeout is longer.
    static final long LONGEST_WAIT = 8 * SECOND;

    /// No answer is waited for shorter than this, whatever the round trips say: a busy client is not a lost packet.
    static final long SHORTEST_WAIT = 20 * MILLISECOND;

    /// An unproven peer gets its first answer and so many repeats, and never a window: no amplifier.
    static final int REPEATS_BEFORE_PROOF = 2;

    /// An agreed timeout is not shortened before so many round trips were seen.
    private static final int SAMPLES_TO_TRUST = 4;

    /// RFC 1350 §6: after the last ACK the receiver stays to repeat it.
    static final long DALLY = 10 * SECOND;

    /// Takes any positive time.
    ///
    /// @throws IllegalArgumentException with zero or less, or a wait out of range
    public Patience {
        if (giveUp.isNegative() || giveUp.isZero())
            throw new IllegalArgumentException("give-up must be positive: " + giveUp);
        retransmit.ifPresent(Patience::checkRetransmit);
    }

    /// Repeats follow the round trip.
    ///
    /// @param giveUp any positive time
    /// @throws IllegalArgumentException with zero or less
    public Patience(Duration giveUp) {
        this(giveUp, Optional.empty());
    }

    private static void checkRetransmit(Duration wait) {
        if (wait.compareTo(SHORTEST_RETRANSMIT) < 0 || wait.compareTo(LONGEST_RETRANSMIT) > 0)
            throw new IllegalArgumentException("retransmit must be 10000 to 255000000 microseconds: " + wait);
    }

    long giveUpNanos(Terms terms) {
        if (retransmit.isPresent()) return ((1 << FIXED_SENDINGS) - 1) * fixed(terms);
        return Math.max(giveUp.toNanos(), 3 * agreed(terms, 0));
    }

    boolean isFixed() {
        return retransmit.isPresent();
    }

    /// The fixed wait after so many repeats: the client's timeout stands in place of the operator's, as in tftpd-hpa.
    long fixed(Terms terms, int tries) {
        return fixed(terms) << Math.min(tries, FIXED_SENDINGS);
    }

    private long fixed(Terms terms) {
        return agreed(terms, retransmit.orElseThrow().toNanos());
    }

    static long dallyNanos(Terms terms) {
        return Math.max(DALLY, 3 * agreed(terms, 0));
    }

    /// The agreed timeout, or `otherwise`.
    static long agreed(Terms terms, long otherwise) {
        return terms.timeout().map(Duration::toNanos).orElse(otherwise);
    }

    /// RFC 2349: the agreed timeout is the longest first wait, whatever the round trips say.
    static long honoured(Terms terms, int samples, long adaptive) {
        if (terms.timeout().isEmpty()) return adaptive;
        long agreed = agreed(terms, 0);
        return samples < SAMPLES_TO_TRUST ? agreed : Math.min(agreed, adaptive);
    }

    /// `wait` doubled `tries` times, up to the ceiling.
    static long doubled(long wait, int tries, Terms terms) {
        long ceiling = Math.max(LONGEST_WAIT, agreed(terms, 0));
        return tries >= Long.SIZE - 1 || wait >= ceiling >> tries ? ceiling : wait << tries;
    }
}
