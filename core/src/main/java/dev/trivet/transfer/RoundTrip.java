package dev.trivet.transfer;

/// Smoothed round trip and variation (RFC 6298 §2), and the shortest of the last ones. Fed by Karn's rule: only
/// with answers to what was sent once.
final class RoundTrip {
    /// How many round trips the shortest is taken from: enough to forget an old path in a second or two.
    private static final int REMEMBERED = 32;

    private final long[] last = new long[REMEMBERED];
    private long smoothed;
    private long variation;
    private int samples;

    void sample(long nanos) {
        if (samples == 0) {
            smoothed = nanos;
            variation = nanos / 2;
        } else {
            variation += (Math.abs(smoothed - nanos) - variation) / 4;
            smoothed += (nanos - smoothed) / 8;
        }
        last[samples % REMEMBERED] = nanos;
        samples++;
    }

    int samples() {
        return samples;
    }

    long smoothed() {
        return smoothed;
    }

    long variation() {
        return variation;
    }

    /// The shortest of the last samples, or `otherwise` without any.
    long shortest(long otherwise) {
        if (samples == 0) return otherwise;
        long shortest = last[0];
        for (int i = 1; i < Math.min(samples, REMEMBERED); i++) shortest = Math.min(shortest, last[i]);
        return shortest;
    }
}
