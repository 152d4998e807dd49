package dev.trivet.content;

import java.net.InetSocketAddress;
import java.util.Map;

/// Who asks. Others (DHCP, an inventory) can add what they know to `identity`.
///
/// @param address address and port the request came from
/// @param identity further facts such as `mac` or `serial`; empty where nobody added any
public record Peer(InetSocketAddress address, Map<String, String> identity) {
    /// Copies the identity.
    public Peer {
        identity = Map.copyOf(identity);
    }

    /// {@return a client of which nothing but its address is known}
    ///
    /// @param address address and port: its TID
    public static Peer of(InetSocketAddress address) {
        return new Peer(address, Map.of());
    }
}
