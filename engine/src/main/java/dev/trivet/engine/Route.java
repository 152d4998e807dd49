package dev.trivet.engine;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/// From which address of ours to which peer. A transport keeps in its own routes what it learnt of the way, so that
/// an answer should take the route of the datagram that it answers.
public interface Route {
    /// {@return the TID of the other side}
    InetSocketAddress peer();

    /// {@return the address of ours that was asked}
    InetAddress local();

    /// {@return the interface the datagram came in by; 0: the platform does not tell}
    int interfaceIndex();

    /// A route that no datagram has come by: a request of ours.
    ///
    /// @param peer address and port to send to
    /// @param local the address of ours to send from
    /// @return for any transport
    static Route to(InetSocketAddress peer, InetAddress local) {
        return new PlainRoute(peer, local, 0);
    }
}
