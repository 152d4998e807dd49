package dev.trivet.transfer;

/// The blocks `[base, end)` that follow an ACK, and how they were sent. The receiver answers at their end, or at a gap.
/// One object for a transfer, since a step allocates nothing.
final class Flight {
    /// Every block before it is acknowledged.
    long base;

    long end;

    /// The next one to send: `[base, next)` is under way.
    long next;

    /// Nanoseconds: its first block, and its last one so far.
    long began;

    long lastSent;

    /// The highest block that had been sent before: copies of those up to it may still be under way.
    long sentBefore;

    /// Octets a second, or [Pace#UNPACED].
    double pace;

    /// Sent after silence.
    boolean repeat;

    /// An ACK from the middle of a repeated flight has moved its beginning.
    boolean slid;

    /// Sent because an ACK asked to go back.
    boolean wentBack;

    /// Had to wait for content.
    boolean starved;

    /// Where the path is being measured: the last block before the gap; else 0.
    long trialBlock;

    /// Silence was asked about with the last block.
    boolean questioned;

    long questionedAt;

    /// @param first block of the first flight
    Flight(long first) {
        base = first;
        end = first;
        next = first;
    }

    void begin(long first, long pastLast, boolean again, boolean back, long highestSent, long now) {
        base = first;
        end = pastLast;
        next = first;
        began = now;
        sentBefore = highestSent;
        repeat = again;
        slid = false;
        wentBack = back;
        starved = false;
        trialBlock = 0;
        questioned = false;
    }

    long blocks() {
        return end - base;
    }

    /// Everything of it has been sent.
    boolean sent() {
        return next == end;
    }

    boolean answeredInFullBy(long block) {
        return block == end - 1;
    }

    /// A copy of it was sent before this flight, so its ACK need not be an answer to this one.
    boolean hadBefore(long block) {
        return block <= sentBefore;
    }

    /// How many blocks are under way that can cause a further ACK of `block`.
    long underWayBehind(long block) {
        return Math.max(0, repeat ? next - base - 1 : next - block - 2);
    }

    /// Karn's rule for flights: whether an ACK answers blocks that were sent once, so that its time can be measured.
    ///
    /// @param shortestTrip nanoseconds, or 0 if unknown: an ACK that comes sooner was caused by an older copy
    boolean isMeasuredBy(long block, long shortestTrip, long now) {
        if (block < base || block >= next || repeat || wentBack) return false;
        if (questioned && now - questionedAt >= shortestTrip / 2) return false;
        if (answeredInFullBy(block)) return !hadBefore(block);
        if (trialBlock != 0 && block > trialBlock) return false;
        return now - sentAt(block) >= shortestTrip * 9 / 10;
    }

    /// In a flight that was repeated after silence: an ACK from the middle answers this copy of the block that the
    /// receiver had last. Had it been slow only, it would have acknowledged the end.
    boolean findsGap(long block) {
        return repeat && !slid && !questioned && block >= base && block < next && !answeredInFullBy(block);
    }

    long sentAt(long block) {
        if (trialBlock != 0) return began;
        return began + (lastSent - began) * (block - base + 1) / Math.max(1, next - base);
    }
}
