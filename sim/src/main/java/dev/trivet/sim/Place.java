package dev.trivet.sim;

import java.net.InetSocketAddress;

/// Something that is bound to an address and a port.
interface Place {
    /// @param octets good for this call only
    void arrived(InetSocketAddress from, byte[] octets);
}
