package dev.trivet.server;

import dev.trivet.content.AddressText;
import dev.trivet.wire.UriText;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/// Where a client finds a file: `tftp://host:port/name` (RFC 3617 §3, RFC 3986 §2).
final class FileUri {
    private FileUri() {}

    static URI of(InetSocketAddress address, String name) {
        return URI.create(
                "tftp://" + host(address.getAddress()) + ":" + address.getPort() + "/" + UriText.encode(name));
    }

    private static String host(InetAddress address) {
        var reachable = AddressText.of(address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address);
        return reachable.contains(":") ? "[" + reachable.replace("%", "%25") + "]" : reachable;
    }
}
