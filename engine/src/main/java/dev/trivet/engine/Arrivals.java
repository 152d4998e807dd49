package dev.trivet.engine;

import java.net.InetSocketAddress;

/// Takes what arrives on a [Port], on the loop's thread.
@FunctionalInterface
public interface Arrivals {
    /// A datagram is there. On the loop's thread: must not wait.
    ///
    /// @param port where it came in: to answer from
    /// @param datagram good until this call returns
    void arrived(Port port, Datagram datagram);

    /// The host of a peer says that nobody listens where we sent to: the program there has ended. On the loop's thread.
    /// Only transports that hear of it call this; it can be forged by whoever sees our packets.
    ///
    /// @param port from which was sent
    /// @param peer to which was sent
    default void unreachable(Port port, InetSocketAddress peer) {}
}
