package dev.trivet.transfer;

/// How many blocks may go now: a burst at once, then one after another at the pace (a token bucket). A late wake-up is
/// caught up with by a burst at most: whoever is later than that finds the queue of the path empty already.
final class Bucket {
    /// A flight into an empty path begins with this share of a burst: the link has work while the clock comes late, and
    /// the queue keeps room for what follows a little too fast.
    private static final double AT_FIRST = 0.4;

    /// Against sums of fractions that miss a whole block by a hair.
    private static final double HAIR = 1e-6;

    private double perNano;
    private double burst;
    private double tokens;
    private long filledAt;

    /// @param blocksPerNano the pace
    /// @param burst blocks that the path has shown to take at once
    /// @param empty nothing is under way: some may go now
    void pace(double blocksPerNano, double burst, boolean empty, long now) {
        fill(now);
        perNano = blocksPerNano;
        this.burst = burst;
        tokens = empty ? Math.max(2, burst * AT_FIRST) : Math.min(burst, tokens);
    }

    /// Blocks that may go now.
    long available(long now) {
        fill(now);
        return (long) (tokens + HAIR);
    }

    void spent(long blocks) {
        tokens -= blocks;
    }

    /// When so many may go.
    long readyAt(long blocks) {
        return filledAt + (long) Math.ceil(Math.max(0, Math.min((double) blocks, burst) - tokens) / perNano);
    }

    private void fill(long now) {
        tokens = Math.min(burst, tokens + (now - filledAt) * perNano);
        filledAt = now;
    }
}
