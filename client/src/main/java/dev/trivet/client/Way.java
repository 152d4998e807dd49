package dev.trivet.client;

import java.net.Inet4Address;
import java.net.InetAddress;

/// How packets leave for a server.
///
/// @param local the address of ours that they leave from
/// @param mtu octets of the largest IP packet that the interface takes
record Way(InetAddress local, int mtu) {
    /// IP, UDP and TFTP headers.
    private static final int HEADERS_IPV4 = 32;

    private static final int HEADERS_IPV6 = 52;

    /// Octets of the largest block that needs no fragment here.
    int fits() {
        return mtu - (local instanceof Inet4Address ? HEADERS_IPV4 : HEADERS_IPV6);
    }
}
