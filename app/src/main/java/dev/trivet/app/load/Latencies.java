package dev.trivet.app.load;

import java.time.Duration;

/// How long things took, however many: counted in classes whose width is less than one percent of what they hold, so
/// that a run of a day needs no more memory than one of a second. Not for several threads at once.
final class Latencies {
    /// Classes of each doubling: 7 bits.
    private static final int BITS = 7;

    private static final int CLASSES = 1 << BITS;

    /// Every positive `long` of nanoseconds has its class.
    private static final int DOUBLINGS = Long.SIZE - BITS;

    private static final double PERCENT = 100;

    private final long[] counts = new long[CLASSES * DOUBLINGS];
    private long count;
    private long longest;

    /// @param p50 half of them took no longer, to a percent of it
    /// @param p90 nine of ten took no longer
    /// @param p99 99 of 100 took no longer
    /// @param max exactly the longest
    record Summary(long count, Duration p50, Duration p90, Duration p99, Duration max) {}

    void add(Duration time) {
        long nanos = Math.max(0, time.toNanos());
        counts[classOf(nanos)]++;
        count++;
        longest = Math.max(longest, nanos);
    }

    Summary summary() {
        return new Summary(count, percentile(50), percentile(90), percentile(99), Duration.ofNanos(longest));
    }

    /// The shortest time that so many of a hundred did not exceed (nearest rank); zero of nothing.
    ///
    /// @param percent above 0, up to 100
    Duration percentile(double percent) {
        long rank = (long) Math.ceil(count * percent / PERCENT);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank && seen > 0) return Duration.ofNanos(Math.min(highestOf(i), longest));
        }
        return Duration.ZERO;
    }

    /// The first classes hold one nanosecond each, the next doubling two, then four ...
    private static int classOf(long nanos) {
        int doubling = Math.max(0, Long.SIZE - BITS - 1 - Long.numberOfLeadingZeros(nanos));
        return (int) (nanos >>> doubling) + doubling * CLASSES;
    }

    private static long highestOf(int number) {
        int doubling = Math.max(0, number / CLASSES - 1);
        long first = (long) (number - doubling * CLASSES) << doubling;
        return first + (1L << doubling) - 1;
    }
}
