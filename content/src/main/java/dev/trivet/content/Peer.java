package dev.trivet.content;

import java.net.InetSocketAddress;
import java.util.Map;

/// Who asks. Others (DHCP, an inventory) can add what they know to `identity`.
///
/// @param address address and port the request came from
/// @param identity further facts such as `mac` or `serial`; empty where nobody added any
public record Peer(InetSocketAddress address, Map<String, String> identity) {
    /// Copies the facts.
    public Peer {
        identity = Map.copyOf(identity);
    }

    /// A peer of whom nothing else is known.
    ///
    /// @param address address and port the request came from
    /// @return with an empty identity
    public static Peer of(InetSocketAddress address) {
        return new Peer(address, Map.of());
    }
}
