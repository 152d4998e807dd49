package dev.trivet.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// Octets that a test can show: the opcode, a space, the rest with `|` for NUL.
///
/// ```
/// 1 boot.img|octet|blksize|1432|
/// 6 blksize|1432|
/// ```
final class Wire {
    private Wire() {}

    static byte[] octets(String text) {
        byte[] octets = text.replace('|', '\0').getBytes(ISO_8859_1);
        octets[1] = (byte) Character.digit(text.charAt(0), 10);
        octets[0] = 0;
        return octets;
    }

    static String text(byte[] octets) {
        return octets[1] + " " + new String(octets, 2, octets.length - 2, ISO_8859_1).replace('\0', '|');
    }
}
