package dev.trivet.server;

import dev.trivet.content.AddressText;
import dev.trivet.wire.WireText;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/// Where a client finds a file: `tftp://host:port/name` (RFC 3617 §3, RFC 3986 §2).
final class FileUri {
    /// Unreserved by RFC 3986 §2.3, and the slash. A `;` would begin the mode.
    private static final String PLAIN = "-._~/";

    private FileUri() {}

    static URI of(InetSocketAddress address, String name) {
        return URI.create("tftp://" + host(address.getAddress()) + ":" + address.getPort() + "/" + encoded(name));
    }

    private static String host(InetAddress address) {
        var reachable = AddressText.of(address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address);
        return reachable.contains(":") ? "[" + reachable.replace("%", "%25") + "]" : reachable;
    }

    private static String encoded(String name) {
        var encoded = new StringBuilder();
        for (byte octet : WireText.encode(name)) {
            char c = (char) (octet & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            if (plain) encoded.append(c);
            else encoded.append('%').append(hex(octet));
        }
        return encoded.toString();
    }

    private static String hex(byte octet) {
        return String.format("%02X", octet);
    }
}
