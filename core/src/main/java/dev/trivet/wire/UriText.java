package dev.trivet.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// File names in URIs (RFC 3617 §3, RFC 3986 §2): octets that may not stand there as they are become `%41`.
public final class UriText {
    /// Unreserved (RFC 3986 §2.3), and the slash. A `;` would begin the mode.
    private static final String PLAIN = "-._~/";

    private UriText() {}

    /// A name as it may stand in a URI.
    ///
    /// @param name of a request, as [WireText] reads it
    /// @return in ASCII; slashes stay
    /// @throws IllegalArgumentException where no request could carry the name
    public static String encode(String name) {
        return encode(WireText.encode(name), PLAIN);
    }

    /// What a person typed, with what may not stand in a URI encoded: `%41` stays what it is.
    ///
    /// @param typed the path of a URI
    /// @return in ASCII
    public static String complete(String typed) {
        // Reserved characters have been typed for what they are (RFC 3986 §2.2), but ? and # separate nothing here.
        var encoded = encode(typed.getBytes(StandardCharsets.UTF_8), PLAIN + "!$&'()*+,;=:@%");
        return encoded.replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
    }

    private static String encode(byte[] octets, String plain) {
        var encoded = new StringBuilder(octets.length);
        for (byte octet : octets) {
            char c = (char) (octet & 0xFF);
            boolean asItIs = c < 0x80 && (Character.isLetterOrDigit(c) || plain.indexOf(c) >= 0);
            if (asItIs) encoded.append(c);
            else encoded.append("%%%02X".formatted((int) c));
        }
        return encoded.toString();
    }

    /// The name that stands in a URI.
    ///
    /// @param raw of a valid URI
    /// @return as [WireText] reads its octets
    /// @throws IllegalArgumentException where there is half a character (a lone surrogate)
    public static String decode(String raw) {
        var octets = new ByteArrayOutputStream(raw.length());
        for (int at = 0; at < raw.length(); ) {
            int c = raw.codePointAt(at);
            if (c == '%') octets.write(Integer.parseInt(raw, at + 1, at + 3, 16));
            else octets.writeBytes(whole(c, at).getBytes(StandardCharsets.UTF_8));
            at += c == '%' ? 3 : Character.charCount(c);
        }
        return WireText.decode(octets.toByteArray());
    }

    private static String whole(int codePoint, int at) {
        if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)
            throw new IllegalArgumentException(
                    "half a character at index " + at + " of a name: U+%04X".formatted(codePoint));
        return Character.toString(codePoint);
    }
}
