package dev.trivet.app.settings;

import dev.trivet.app.NumberText;
import dev.trivet.content.AddressText;
import dev.trivet.server.TftpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/// Where the server listens, written `ADDR:PORT`, `[IPV6]:PORT` or `:PORT`.
///
/// @param address empty: every address of this machine
/// @param port 0: any free one
public record ListenAddress(Optional<InetAddress> address, int port) {
    /// The port of RFC 1350 §4, on every address.
    public static final ListenAddress DEFAULT = new ListenAddress(Optional.empty(), 69);

    private static final int HIGHEST_PORT = 65_535;

    public ListenAddress {
        if (port < 0 || port > HIGHEST_PORT) throw new IllegalArgumentException("a port is 0..65535: " + port);
    }

    /// A host name is looked up.
    ///
    /// @throws IllegalArgumentException with the reason, for people
    public static ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        if (colon < 0 || text.endsWith("]")) throw new IllegalArgumentException(needsPort(text));
        if (host.contains(":") && !host.startsWith("["))
            throw new IllegalArgumentException("an IPv6 address stands in brackets, as in [::1]:6969: '" + text + "'");
        int port = portOf(text, colon);
        return new ListenAddress(host.isEmpty() ? Optional.empty() : Optional.of(addressOf(host)), port);
    }

    public InetSocketAddress socketAddress() {
        return new InetSocketAddress(address.orElseGet(TftpServer::everyAddress), port);
    }

    @Override
    public String toString() {
        String host = address.map(AddressText::of).orElse("");
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }

    private static String needsPort(String text) {
        boolean number = !text.isEmpty() && text.chars().allMatch(Character::isDigit);
        return "expected ADDR:PORT or :PORT: '" + text + "'; is '" + (number ? ":" + text : text + ":69") + "' meant?";
    }

    private static int portOf(String text, int colon) {
        try {
            return NumberText.parse(text.substring(colon + 1), 0, HIGHEST_PORT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the port of '" + text + "': " + e.getMessage(), e);
        }
    }

    private static InetAddress addressOf(String host) {
        if (host.startsWith("[") && host.endsWith("]")) return AddressText.parse(host.substring(1, host.length() - 1));
        if (AddressText.looksNumeric(host)) return AddressText.parse(host);
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address is known for '" + host + "'", e);
        }
    }
}
