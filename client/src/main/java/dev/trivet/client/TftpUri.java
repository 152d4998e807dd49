package dev.trivet.client;

import dev.trivet.wire.Mode;
import dev.trivet.wire.WireText;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A URI of RFC 3617: `tftp://host[:port]/name[;mode=netascii|octet]`.
///
/// @param host a name or an address, without the brackets of IPv6; a zone stands behind `%`
/// @param name as it goes into the request: what follows the slash behind the host, percent-decoded
/// @param mode where the URI says it
record TftpUri(URI uri, String host, int port, String name, Optional<Mode> mode) {
    private static final int DEFAULT_PORT = 69;
    private static final int HIGHEST_PORT = 65_535;
    private static final String EXAMPLE = "; a URI looks like tftp://192.0.2.1/boot.img";

    private static final Pattern MODE = Pattern.compile(";mode=([^;/]*)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]+\\]|[^:\\[\\]]+)(?::(.*))?");

    /// What RFC 3986 allows in a path as it stands.
    private static final String PLAIN = "-._~!$&'()*+,;=:@/";

    /// @throws IllegalArgumentException with what is wrong and an example
    static TftpUri of(URI uri) {
        if (!"tftp".equalsIgnoreCase(uri.getScheme())) throw wrong(uri, "is no tftp:// URI");
        if (uri.getRawQuery() != null || uri.getRawFragment() != null)
            throw wrong(uri, "has a '?' or '#': in a name they are written %3F and %23");
        var authority = AUTHORITY.matcher(String.valueOf(uri.getRawAuthority()));
        if (String.valueOf(uri.getRawAuthority()).contains("@"))
            throw wrong(uri, "carries a user name, which TFTP has no place for");
        if (uri.getRawAuthority() == null || !authority.matches()) throw wrong(uri, "names no host");
        var path = String.valueOf(uri.getRawPath());
        var mode = MODE.matcher(path);
        boolean hasMode = mode.find();
        var name = decoded(uri, hasMode ? path.substring(0, mode.start()) : path);
        return new TftpUri(
                uri,
                host(authority.group(1)),
                port(uri, authority.group(2)),
                name,
                hasMode ? Optional.of(mode(uri, mode.group(1))) : Optional.empty());
    }

    /// What a person typed, as a URI.
    ///
    /// @throws IllegalArgumentException with what is wrong and an example
    static URI typed(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("tftp://")) throw new IllegalArgumentException(notTftp(text));
        int slash = text.indexOf('/', "tftp://".length());
        var authority = slash < 0 ? text : text.substring(0, slash);
        var path = slash < 0 ? "/" : text.substring(slash);
        try {
            return URI.create(authority + encoded(path));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' names no host" + EXAMPLE, e);
        }
    }

    /// A name as it stands in a URI.
    private static String encoded(String path) {
        var octets = path.getBytes(StandardCharsets.UTF_8);
        var encoded = new StringBuilder(octets.length);
        for (int i = 0; i < octets.length; i++) {
            char c = (char) (octets[i] & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            if (plain || (c == '%' && isEncoded(octets, i))) encoded.append(c);
            else encoded.append('%').append("%02X".formatted((int) c));
        }
        return encoded.toString();
    }

    private static boolean isEncoded(byte[] octets, int at) {
        return at + 2 < octets.length
                && Character.digit(octets[at + 1], 16) >= 0
                && Character.digit(octets[at + 2], 16) >= 0;
    }

    private static String notTftp(String text) {
        int colon = text.indexOf(':');
        boolean hostAndName = colon > 0 && !text.contains("://");
        var meant = hostAndName ? "tftp://" + text.substring(0, colon) + "/" + text.substring(colon + 1) : "";
        return "'" + text + "' is no tftp:// URI" + (hostAndName ? "; is " + meant + " meant?" : EXAMPLE);
    }

    private static String host(String written) {
        if (!written.startsWith("[")) return written;
        // RFC 6874 writes the zone behind %25, people write it behind %.
        return written.substring(1, written.length() - 1).replace("%25", "%");
    }

    private static int port(URI uri, @org.jspecify.annotations.Nullable String digits) {
        if (digits == null) return DEFAULT_PORT;
        if (digits.isEmpty()) return DEFAULT_PORT; // RFC 3986 §3.2.3: as if there were no colon
        int port = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > HIGHEST_PORT) throw wrong(uri, "has a port that is not 1 to 65535");
        return port;
    }

    private static Mode mode(URI uri, String word) {
        for (var mode : Mode.values()) if (mode.wire().equalsIgnoreCase(word)) return mode;
        throw wrong(uri, "has a mode that is neither netascii nor octet");
    }

    /// The first slash ends the host; a second one belongs to the name.
    private static String decoded(URI uri, String path) {
        var octets = new ByteArrayOutputStream();
        for (int i = 1; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                octets.write(Integer.parseInt(path, i + 1, i + 3, 16));
                i += 2;
            } else {
                octets.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        var name = WireText.decode(octets.toByteArray());
        if (name.isEmpty()) throw wrong(uri, "names no file");
        if (name.indexOf(0) >= 0) throw wrong(uri, "has a NUL in its name, which no request can carry");
        return name;
    }

    private static IllegalArgumentException wrong(URI uri, String what) {
        return new IllegalArgumentException("'" + uri + "' " + what + EXAMPLE);
    }
}
