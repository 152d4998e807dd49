package dev.trivet.engine;

/// How much may come to a port, and leave from it, before the other side must wait for an answer: what buffers are
/// made for. A hint.
///
/// @param octetsIn a window of DATA from the peer; small for one that only acknowledges
/// @param octetsOut a window of DATA to the peer
public record Burst(int octetsIn, int octetsOut) {
    /// A few packets either way: any system's buffer holds them.
    public static final Burst SMALL = new Burst(0, 0);

    /// Takes sizes from 0 on.
    ///
    /// @throws IllegalArgumentException for a negative one
    public Burst {
        if (octetsIn < 0 || octetsOut < 0)
            throw new IllegalArgumentException("a burst has 0 octets or more: " + octetsIn + ", " + octetsOut);
    }

    /// {@return for a transfer that receives}
    ///
    /// @param octets of a window
    public static Burst in(int octets) {
        return new Burst(octets, 0);
    }

    /// {@return for a transfer that sends}
    ///
    /// @param octets of a window
    public static Burst out(int octets) {
        return new Burst(0, octets);
    }
}
