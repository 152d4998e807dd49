package dev.trivet.client;

import dev.trivet.wire.Mode;
import dev.trivet.wire.UriText;
import dev.trivet.wire.WireText;
import java.net.URI;
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

    private static final Pattern OTHER_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://(.*)");

    /// `host:name`, as rcp and old clients have it, but not `host:69/name`.
    private static final Pattern HOST_AND_NAME = Pattern.compile("([^:/]+):(?!\\d+/)/?(.*)");

    /// PATH_MAX of Linux: nobody has a longer one, and a request must fit one datagram.
    private static final int LONGEST_NAME = 4096;

    /// `char`s of what was typed that a message shows.
    private static final int SHOWN = 200;

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
            return URI.create(authority + UriText.complete(path));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' names no host" + EXAMPLE, e);
        }
    }

    private static String notTftp(String text) {
        return "'" + WireText.printable(text, SHOWN) + "' is no tftp:// URI; did you mean "
                + WireText.printable("tftp://" + meant(text), SHOWN) + " ?";
    }

    private static String meant(String text) {
        var other = OTHER_SCHEME.matcher(text);
        if (other.matches()) return other.group(1);
        var hostAndName = HOST_AND_NAME.matcher(text);
        if (hostAndName.matches()) return hostAndName.group(1) + "/" + hostAndName.group(2);
        if (text.contains("/") && !text.startsWith("/")) return text;
        return "HOST/" + text.replaceFirst("^/+", "");
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
        var name = path.isEmpty() ? "" : UriText.decode(path.substring(1));
        if (name.isEmpty()) throw wrong(uri, "names no file");
        if (name.indexOf(0) >= 0) throw wrong(uri, "has a NUL in its name, which no request can carry");
        if (WireText.encode(name).length > LONGEST_NAME)
            throw wrong(uri, "has a name longer than " + LONGEST_NAME + " octets");
        return name;
    }

    private static IllegalArgumentException wrong(URI uri, String what) {
        return new IllegalArgumentException("'" + uri + "' " + what + EXAMPLE);
    }
}
