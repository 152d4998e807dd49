package dev.trivet.engine;

/// Takes what arrives on a [Port], on the loop's thread.
@FunctionalInterface
public interface Arrivals {
    /// A datagram is there. On the loop's thread: must not wait.
    ///
    /// @param port where it came in: to answer from
    /// @param datagram good until this call returns
    void arrived(Port port, Datagram datagram);
}
