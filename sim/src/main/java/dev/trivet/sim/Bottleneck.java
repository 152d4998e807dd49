package dev.trivet.sim;

/// The slowest place of a link, and the queue in front of it. What does not fit into the queue is dropped: the tail.
///
/// @param bitsPerSecond 0: as fast as one likes
/// @param queueOctets that may wait, the datagram under way included, each counted with [#HEADERS]
public record Bottleneck(long bitsPerSecond, int queueOctets) {
    /// Nothing waits and nothing is dropped.
    public static final Bottleneck NONE = new Bottleneck(0, 0);

    /// Octets on the wire in front of a datagram's own: Ethernet 14, IPv4 20, UDP 8.
    public static final int HEADERS = 42;

    /// Takes numbers that are not negative.
    ///
    /// @throws IllegalArgumentException where one is
    public Bottleneck {
        if (bitsPerSecond < 0 || queueOctets < 0)
            throw new IllegalArgumentException(
                    "rate and queue must not be negative: " + bitsPerSecond + ", " + queueOctets);
    }

    /// {@return a bottleneck by the unit of data sheets}
    ///
    /// @param perSecond megabits, 10^6 bits
    /// @param queueOctets as in the record
    public static Bottleneck ofMegabits(long perSecond, int queueOctets) {
        return new Bottleneck(perSecond * 1_000_000, queueOctets);
    }

    /// How long the wire is busy with that many octets, in nanoseconds.
    long nanosFor(int octets) {
        return Math.round(octets * 8e9 / bitsPerSecond);
    }
}
