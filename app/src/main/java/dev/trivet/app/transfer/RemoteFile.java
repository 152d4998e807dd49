package dev.trivet.app.transfer;

import dev.trivet.client.TftpClient;
import dev.trivet.wire.WireText;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The URI of a file on a TFTP server, taken apart: `tftp://host[:port]/NAME[;mode=MODE]` (RFC 3617 §3).
///
/// @param uri of scheme tftp, with a host
record RemoteFile(URI uri) {
    private static final String SCHEME = "tftp://";
    private static final Pattern MODE = Pattern.compile(";mode=[^;/]*$", Pattern.CASE_INSENSITIVE);
    private static final Pattern OTHER_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://(.*)");

    /// `host:name`, as rcp and old clients have it, but not `host:69/name`.
    private static final Pattern HOST_AND_NAME = Pattern.compile("([^:/]+):(?!\\d+/)/?(.*)");

    private static final Pattern TOP = Pattern.compile("(tftp://[^/]+)/?(;mode=[^;/]*)?", Pattern.CASE_INSENSITIVE);

    /// Stands for the file, so that host and mode can be looked at.
    private static final String ANY_NAME = "x";

    /// What RFC 3986 §2.3 calls unreserved: never encoded.
    private static final String UNRESERVED = "-._~";

    /// @throws IllegalArgumentException with the reason and what was probably meant, for people
    static RemoteFile parse(String typed) {
        if (!typed.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
            throw new IllegalArgumentException(
                    "'" + Text.clean(typed) + "' is no tftp:// URI; did you mean " + corrected(typed) + " ?");
        return new RemoteFile(TftpClient.uri(typed));
    }

    /// As [#parse], and the folder that is everything a server has: `tftp://host/`, which no request can ask for.
    ///
    /// @throws IllegalArgumentException with the reason and what was probably meant, for people
    static RemoteFile parseTarget(String typed) {
        var top = TOP.matcher(typed);
        if (!top.matches()) return parse(typed);
        var folder = top.group(1) + "/";
        var mode = Optional.ofNullable(top.group(2)).orElse("");
        parse(folder + ANY_NAME + mode);
        return new RemoteFile(URI.create(folder + mode));
    }

    private static String corrected(String typed) {
        var other = OTHER_SCHEME.matcher(typed);
        var hostAndName = HOST_AND_NAME.matcher(typed);
        String rest;
        if (other.matches()) rest = other.group(1);
        else if (hostAndName.matches()) rest = hostAndName.group(1) + "/" + hostAndName.group(2);
        else if (typed.contains("/") && !typed.startsWith("/")) rest = typed;
        else rest = "HOST/" + typed.replaceFirst("^/+", "");
        return SCHEME + Text.clean(rest);
    }

    /// For messages.
    String shown() {
        return Text.clean(uri);
    }

    /// Whether no file is named, only where it should be.
    boolean isFolder() {
        var name = rawName();
        return name.isEmpty() || name.endsWith("/");
    }

    /// What stands behind the last slash, decoded; it may hold anything (`%2F`).
    String lastPart() {
        var name = rawName();
        return decoded(name.substring(name.lastIndexOf('/') + 1));
    }

    /// The file of that name in this folder.
    RemoteFile inside(String fileName) {
        var text = uri.toString();
        int end = text.length() - modeLength();
        var folder = text.substring(0, end);
        return new RemoteFile(
                URI.create(folder + (folder.endsWith("/") ? "" : "/") + encoded(fileName) + text.substring(end)));
    }

    /// As typed, without the slash that only separates host and name, and without the mode.
    private String rawName() {
        var path = String.valueOf(uri.getRawPath());
        var name = path.startsWith("/") ? path.substring(1) : path;
        return name.substring(0, name.length() - Math.min(modeLength(), name.length()));
    }

    private int modeLength() {
        var mode = MODE.matcher(uri.toString());
        return mode.find() ? mode.group().length() : 0;
    }

    private static String decoded(String raw) {
        var octets = new ByteArrayOutputStream();
        for (int at = 0; at < raw.length(); at++) {
            char character = raw.charAt(at);
            if (character == '%') {
                octets.write(HexFormat.fromHexDigits(raw, at + 1, at + 3));
                at += 2;
            } else {
                octets.writeBytes(String.valueOf(character).getBytes(StandardCharsets.UTF_8));
            }
        }
        return WireText.decode(octets.toByteArray());
    }

    private static String encoded(String name) {
        var text = new StringBuilder();
        for (byte octet : WireText.encode(name)) {
            char character = (char) (octet & 0xFF);
            boolean plain =
                    character < 0x80 && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0);
            text.append(plain ? String.valueOf(character) : String.format(Locale.ROOT, "%%%02X", octet & 0xFF));
        }
        return text.toString();
    }
}
