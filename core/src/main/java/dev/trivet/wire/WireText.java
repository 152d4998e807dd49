package dev.trivet.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The texts of packets: names, modes, options, messages. RFC 1350 calls them netascii; in the field they are any
/// octets but NUL, mostly UTF-8. A file name must come back to the file system as the octets that arrived, so:
///
/// - valid UTF-8 is read as UTF-8;
/// - every other octet becomes one lone low surrogate, U+DC80 for 80 to U+DCFF for FF, which no valid UTF-8 yields;
/// - writing turns these surrogates back into their octets. `encode(decode(octets))` is `octets`, always.
public final class WireText {
    private static final int ESCAPED = 0xDC00;
    private static final char ELLIPSIS = '…';

    /// UTF-8 needs no more than this for one `char`: supplementary characters take four octets for two.
    private static final int OCTETS_PER_CHAR = 3;

    private WireText() {}

    /// {@return the text between position and limit, which are left alone}
    ///
    /// @param octets the text without its final NUL
    public static String decode(ByteBuffer octets) {
        return decode(octets, octets.position(), octets.limit());
    }

    /// {@return the text of all these octets}
    ///
    /// @param octets without the final NUL
    public static String decode(byte[] octets) {
        return decode(ByteBuffer.wrap(octets));
    }

    /// The text at the absolute indexes `from` (included) to `to` (excluded).
    static String decode(ByteBuffer octets, int from, int to) {
        if (from == to) return "";
        var text = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            int character = characterAt(octets, at, to);
            if (character >= 0) {
                text.appendCodePoint(character);
                at += lengthOctets(character);
            } else {
                text.append((char) (ESCAPED | octets.get(at) & 0xFF));
                at++;
            }
        }
        return text.toString();
    }

    /// {@return the octets of a text}
    ///
    /// @param text what [#decode] gave comes out as the octets it was made of
    /// @throws IllegalArgumentException where the text holds NUL, which ends a text on the wire, or half a
    ///     surrogate pair that does not stand for an octet
    public static byte[] encode(String text) {
        var octets = ByteBuffer.allocate(text.length() * OCTETS_PER_CHAR);
        encode(text, octets);
        return Arrays.copyOf(octets.array(), octets.position());
    }

    /// As [#encode(String)], at the position of `into`.
    static void encode(String text, ByteBuffer into) {
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            put(character, into);
            at += Character.charCount(character);
        }
    }

    /// The text for logs and terminals: whatever could move the cursor, break a line or turn the reading direction
    /// is shown as `\x0A` (an ASCII control, or an octet that is no UTF-8), or as a backslash, `u` and its number.
    /// For eyes: a backslash stays a backslash, so it cannot be read back.
    ///
    /// @param text from outside, of any length
    /// @param most `char`s of the result, at least 1; the last is an ellipsis where something was cut off
    /// @return text that fits on one line
    public static String printable(String text, int most) {
        if (most < 1) throw new IllegalArgumentException("most must be at least 1: " + most);
        var shown = new StringBuilder(Math.min(text.length(), most));
        int cut = 0;
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            show(character, shown);
            if (shown.length() > most) {
                shown.setLength(cut);
                return shown.append(ELLIPSIS).toString();
            }
            if (shown.length() < most) cut = shown.length();
            at += Character.charCount(character);
        }
        return shown.toString();
    }

    /// As [#printable], in double quotes that no text can end: its own are shown as `\x22`.
    ///
    /// @param text from outside, of any length
    /// @param most `char`s between the quotes, at least 1, before its own quotes are replaced
    /// @return text that fits on one line
    public static String quoted(String text, int most) {
        return '"' + printable(text, most).replace("\"", "\\x22") + '"';
    }

    private static void show(int character, StringBuilder into) {
        if (isHarmless(character)) {
            into.appendCodePoint(character);
        } else if (character < 0x80 || isEscapedOctet(character)) {
            into.append("\\x%02X".formatted(character & 0xFF));
        } else {
            into.append("\\u%04X".formatted(character));
        }
    }

    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT, // bidirectional overrides, zero-width characters
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    private static void put(int character, ByteBuffer into) {
        if (character == 0) throw new IllegalArgumentException("a text on the wire cannot hold NUL");
        if (isEscapedOctet(character)) {
            into.put((byte) character);
        } else if (Character.getType(character) == Character.SURROGATE) {
            throw new IllegalArgumentException("half a surrogate pair: U+%04X".formatted(character));
        } else {
            putUtf8(character, into);
        }
    }

    private static void putUtf8(int character, ByteBuffer into) {
        int length = lengthOctets(character);
        if (length == 1) {
            into.put((byte) character);
            return;
        }
        int lead = 0xF00 >> length; // the low eight bits: 110xxxxx, 1110xxxx or 11110xxx
        into.put((byte) (lead | character >> 6 * (length - 1)));
        for (int rest = length - 2; rest >= 0; rest--) into.put((byte) (0x80 | character >> 6 * rest & 0x3F));
    }

    /// The character whose UTF-8 begins at `at`, or -1 where no valid sequence does (Unicode 3.9, table 3-7).
    private static int characterAt(ByteBuffer octets, int at, int to) {
        int lead = octets.get(at) & 0xFF;
        if (lead < 0x80) return lead;
        int length = Integer.numberOfLeadingZeros(~(lead << 24)); // the leading ones; 1 for a continuation octet
        if (length < 2 || length > 4 || at + length > to) return -1;
        int character = lead & 0x7F >> length;
        for (int i = 1; i < length; i++) {
            int octet = octets.get(at + i) & 0xFF;
            if (octet >>> 6 != 0b10) return -1;
            character = character << 6 | octet & 0x3F;
        }
        return isShortestForm(character, length) ? character : -1;
    }

    private static boolean isShortestForm(int character, int length) {
        return Character.isValidCodePoint(character)
                && lengthOctets(character) == length
                && Character.getType(character) != Character.SURROGATE;
    }

    private static int lengthOctets(int character) {
        if (character < 0x80) return 1;
        if (character < 0x800) return 2;
        return character < 0x10000 ? 3 : 4;
    }

    private static boolean isEscapedOctet(int character) {
        return character >= (ESCAPED | 0x80) && character <= (ESCAPED | 0xFF);
    }
}
