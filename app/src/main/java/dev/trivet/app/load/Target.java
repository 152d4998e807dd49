package dev.trivet.app.load;

import dev.trivet.client.TftpClient;
import dev.trivet.content.AddressText;
import dev.trivet.wire.Mode;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where the load goes: a server whose name was looked up once, and names of files.
///
/// In the name of a file `{client}` stands for the number of a client, and `{transfer}` for that of a transfer, from 1.
final class Target {
    static final String CLIENT = "{client}";
    static final String TRANSFER = "{transfer}";

    private static final Pattern PARTS =
            Pattern.compile("tftp://(\\[[^\\]]*\\]|[^:/]*)(:[^/]*)?(/.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern MODE = Pattern.compile("(;mode=[^;/]*)?$", Pattern.CASE_INSENSITIVE);

    /// fc00::/7, unique local addresses (RFC 4193).
    private static final int ULA = 0xfc;

    private static final int ULA_BITS = 0xfe;

    private final String text;
    private final boolean numbered;

    private Target(String text) {
        this.text = text;
        numbered = text.contains(CLIENT) || text.contains(TRANSFER);
    }

    /// Looks names of hosts up.
    interface Resolver {
        /// @throws IOException where no address is known
        List<InetAddress> addresses(String host) throws IOException;
    }

    /// The load must not go there.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final String remedy;

        private Refused(String message, String remedy) {
            super(message);
            this.remedy = remedy;
        }

        String remedy() {
            return remedy;
        }
    }

    /// @param put names must differ, or clients would write over each other: where none stands in `typed`, the number
    ///     of the client is appended
    /// @param allowPublic whether a server may be loaded that is not of this machine or its own network
    /// @throws IllegalArgumentException where `typed` is no URI of a file, with the reason
    /// @throws Refused where it must not be loaded, or has no address
    static Target of(String typed, boolean put, boolean allowPublic, Resolver resolver) throws Refused {
        var _ = TftpClient.uri(filled(typed, 1, 1)); // complains about what is wrong with it
        var parts = PARTS.matcher(typed);
        if (!parts.matches()) throw new IllegalArgumentException("'" + typed + "' names no file");
        var address = address(unwrapped(parts.group(1)), allowPublic, resolver);
        var port = parts.group(2) == null ? "" : parts.group(2);
        var path = put ? numberedPath(parts.group(3)) : parts.group(3);
        return new Target("tftp://" + inUri(address) + port + path);
    }

    private static String unwrapped(String host) {
        // RFC 6874 writes the zone behind %25, people write it behind %.
        return host.startsWith("[") ? host.substring(1, host.length() - 1).replace("%25", "%") : host;
    }

    private static String numberedPath(String path) {
        return path.contains(CLIENT) || path.contains(TRANSFER)
                ? path
                : MODE.matcher(path).replaceFirst("-{client}$1");
    }

    /// The first of them, when all may be loaded.
    private static InetAddress address(String host, boolean allowPublic, Resolver resolver) throws Refused {
        var addresses = addresses(host, resolver);
        for (var address : addresses) if (!allowPublic && !isOwn(address)) throw foreign(host, address);
        return addresses.getFirst();
    }

    private static List<InetAddress> addresses(String host, Resolver resolver) throws Refused {
        try {
            return resolver.addresses(host);
        } catch (IOException e) {
            var refused = new Refused(
                    "no address is known for '" + host + "'", "check the name, or give the server's address");
            refused.initCause(e);
            throw refused;
        }
    }

    private static Refused foreign(String host, InetAddress address) {
        var written = AddressText.of(address);
        return new Refused(
                (host.equals(written) ? written : host + " has the address " + written + ", which")
                        + " is neither loopback nor private (RFC 1918, RFC 4193, link-local): a load there may be an"
                        + " attack on somebody else's server",
                "test a server of your own network; with its owner's consent, say --allow-public");
    }

    /// Of this machine, or of a network that is nobody else's.
    static boolean isOwn(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address instanceof Inet6Address && (address.getAddress()[0] & ULA_BITS) == ULA;
    }

    private static String inUri(InetAddress address) {
        var text = AddressText.of(address);
        return address instanceof Inet6Address ? "[" + text + "]" : text;
    }

    /// Counting from 1.
    URI uri(int client, long transfer) {
        return TftpClient.uri(numbered ? filled(text, client, transfer) : text);
    }

    private static String filled(String text, int client, long transfer) {
        return text.replace(CLIENT, Integer.toString(client)).replace(TRANSFER, Long.toString(transfer));
    }

    /// Where the URI says it (RFC 3617).
    Optional<Mode> mode() {
        var mode = MODE.matcher(text);
        return mode.find() && mode.group(1) != null
                ? Arrays.stream(Mode.values())
                        .filter(known -> (";mode=" + known.wire()).equalsIgnoreCase(mode.group(1)))
                        .findFirst()
                : Optional.empty();
    }

    /// For people: with the address that is loaded.
    String shown() {
        return text;
    }
}
