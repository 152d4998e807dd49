package dev.trivet.app.transfer;

import dev.trivet.client.TftpClient;
import dev.trivet.wire.UriText;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// The URI of a file on a TFTP server, taken apart: `tftp://host[:port]/NAME[;mode=MODE]` (RFC 3617 §3).
///
/// @param uri of scheme tftp, with a host
record RemoteFile(URI uri) {
    private static final Pattern MODE = Pattern.compile(";mode=[^;/]*$", Pattern.CASE_INSENSITIVE);
    private static final Pattern TOP = Pattern.compile("(tftp://[^/]+)/?(;mode=[^;/]*)?", Pattern.CASE_INSENSITIVE);

    /// Stands for the file, so that host and mode can be looked at.
    private static final String ANY_NAME = "x";

    /// @throws IllegalArgumentException with the reason and what was probably meant, for people
    static RemoteFile parse(String typed) {
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
        return UriText.decode(name.substring(name.lastIndexOf('/') + 1));
    }

    /// The file of that name in this folder.
    RemoteFile inside(String fileName) {
        var text = uri.toString();
        int end = text.length() - modeLength();
        var folder = text.substring(0, end);
        return new RemoteFile(URI.create(
                folder + (folder.endsWith("/") ? "" : "/") + UriText.encode(fileName) + text.substring(end)));
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
}
