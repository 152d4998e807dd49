package dev.trivet.transfer;

/// One side of a transfer, for whoever drives either: what both understand, and tell of themselves.
public sealed interface Machine permits Sender, Receiver {
    /// Something happened, at that time on the driver's clock.
    ///
    /// @param event what happened
    /// @param now nanoseconds on the driver's monotonic clock; never less than in the step before
    void step(Event.OfBoth event, long now);

    /// {@return whether the peer has answered: it is where its packets say}
    boolean proven();

    /// {@return when the peer last moved the transfer on, in nanoseconds on the driver's clock}
    long lastProgress();

    /// {@return the smoothed round trip in nanoseconds; 0 while none was measured}
    long roundTrip();

    /// {@return packets that were sent more than once}
    long retransmissions();
}
