package dev.trivet.server;

import java.time.Duration;
import java.util.SplittableRandom;

/// Draws what a world is made of. The same seed gives the same world for ever, as long as nothing is drawn in another
/// order.
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /// Both ends included.
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    long number() {
        return random.nextLong();
    }

    /// Small ones as often as large: even in the logarithm. Both ends included, the least 1 or more.
    int scaled(int least, int most) {
        double log = Math.log(least) + random.nextDouble() * (Math.log(most + 1.0) - Math.log(least));
        return Math.clamp((long) Math.exp(log), least, most);
    }

    /// The same for times.
    Duration scaled(Duration least, Duration most) {
        return Duration.ofNanos((long) (least.toNanos() * Math.pow((double) most.toNanos() / least.toNanos(), part())));
    }

    Duration upTo(Duration most) {
        return Duration.ofNanos((long) (most.toNanos() * part()));
    }

    /// A part of 1.
    double part() {
        return random.nextDouble();
    }

    @SafeVarargs
    final <T> T oneOf(T... these) {
        return these[random.nextInt(these.length)];
    }
}
