package dev.trivet.engine;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/// From which address of ours to which peer.
///
/// @param peer the TID of the other side
/// @param local the address of ours that was asked
/// @param interfaceIndex where the datagram came in; 0: the platform does not tell
public record Route(InetSocketAddress peer, InetAddress local, int interfaceIndex) {}
