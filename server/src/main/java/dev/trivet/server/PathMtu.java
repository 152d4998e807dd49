package dev.trivet.server;

import java.net.InetAddress;

/// The largest IP packet that leaves from an address of ours without fragments.
@FunctionalInterface
public interface PathMtu {
    /// Looks it up. Must answer at once.
    ///
    /// @param local an address of ours
    /// @return octets, with the IP header
    int of(InetAddress local);

    /// Where the interface does not tell: the smallest link that Ethernet clients sit on.
    int UNKNOWN = 1500;

    /// What the system says of the interface that has the address, a second ago at most.
    ///
    /// @return 1500 octets for addresses of which nothing is known
    static PathMtu ofInterfaces() {
        return new InterfaceMtu();
    }
}
