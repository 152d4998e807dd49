package dev.trivet.sim;

import java.time.Duration;

/// What befalls datagrams by chance, each as a probability from 0 to 1.
///
/// @param loss of being lost
/// @param duplication of arriving twice, the second time as a datagram of its own
/// @param lateness of being held back by up to `lateBy`, so that others overtake it
/// @param lateBy the longest it is held back
/// @param strangers of being followed by a forged one, to the same place: from another address, or from another
///     port of the sender's, which is a copy, a damaged copy, an ERROR or noise
public record Faults(double loss, double duplication, double lateness, Duration lateBy, double strangers) {
    /// Every datagram arrives, once and in order.
    public static final Faults NONE = new Faults(0, 0, 0, Duration.ZERO, 0);

    /// Takes probabilities.
    ///
    /// @throws IllegalArgumentException where one is outside 0 to 1, or `lateBy` is negative
    public Faults {
        check("loss", loss);
        check("duplication", duplication);
        check("lateness", lateness);
        check("strangers", strangers);
        if (lateBy.isNegative()) throw new IllegalArgumentException("lateBy must not be negative: " + lateBy);
    }

    private static void check(String what, double probability) {
        if (!(probability >= 0 && probability <= 1))
            throw new IllegalArgumentException(what + " must be a probability, 0 to 1: " + probability);
    }

    /// {@return these faults with another loss}
    ///
    /// @param probability 0 to 1
    public Faults loss(double probability) {
        return new Faults(probability, duplication, lateness, lateBy, strangers);
    }

    /// {@return these faults with another duplication}
    ///
    /// @param probability 0 to 1
    public Faults duplication(double probability) {
        return new Faults(loss, probability, lateness, lateBy, strangers);
    }

    /// {@return these faults with another lateness}
    ///
    /// @param probability 0 to 1
    /// @param by the longest time a datagram is held back
    public Faults lateness(double probability, Duration by) {
        return new Faults(loss, duplication, probability, by, strangers);
    }

    /// {@return these faults with other strangers}
    ///
    /// @param probability 0 to 1
    public Faults strangers(double probability) {
        return new Faults(loss, duplication, lateness, lateBy, probability);
    }
}
