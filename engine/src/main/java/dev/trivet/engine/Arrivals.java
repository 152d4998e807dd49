package dev.trivet.engine;

/// Takes what arrives on a [Port], on the loop's thread.
@FunctionalInterface
public interface Arrivals {
    /// @param datagram good until this call returns
    void arrived(Port port, Datagram datagram);
}
