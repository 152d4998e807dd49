package dev.trivet.transfer;

/// One side of a transfer, for whoever drives either: what both understand, and tell of themselves.
public sealed interface Machine permits Sender, Receiver {
    /// Something happened, at that time on the driver's clock.
    void step(Event.OfBoth event, long now);

    /// Whether the peer has answered: it is where its packets say.
    boolean proven();

    /// When the peer last moved the transfer on.
    long lastProgress();

    /// Packets that were sent more than once.
    long retransmissions();
}
