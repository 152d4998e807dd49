package dev.trivet.transfer;

import dev.trivet.negotiation.Terms;
import java.time.Duration;

/// How long a transfer waits: constants of the design and what follows from them.
///
/// @param giveUp without progress for so long a transfer ends; default 30 s, and never less than three agreed timeouts
public record Patience(Duration giveUp) {
    /// 30 s.
    public static final Patience DEFAULT = new Patience(Duration.ofSeconds(30));

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
    /// @throws IllegalArgumentException with zero or less
    public Patience {
        if (giveUp.isNegative() || giveUp.isZero())
            throw new IllegalArgumentException("give-up must be positive: " + giveUp);
    }

    long giveUpNanos(Terms terms) {
        return Math.max(giveUp.toNanos(), 3 * agreed(terms, 0));
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
