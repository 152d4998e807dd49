package dev.trivet.server;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.concurrent.ConcurrentHashMap;

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

    /// What the system says of the interface that has the address; asked once for each address.
    ///
    /// @return 1500 octets for addresses of which nothing is known
    static PathMtu ofInterfaces() {
        var known = new ConcurrentHashMap<InetAddress, Integer>();
        return local -> known.computeIfAbsent(local, PathMtu::ask);
    }

    private static int ask(InetAddress local) {
        try {
            var network = NetworkInterface.getByInetAddress(local);
            int mtu = network == null ? UNKNOWN : network.getMTU();
            return mtu > 0 ? mtu : UNKNOWN;
        } catch (SocketException e) {
            return UNKNOWN; // the interface is going away: so is the transfer
        }
    }
}
