package dev.trivet.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// Datagrams as tests write them.
final class Octets {
    private Octets() {}

    /// `of("00 01", "name", "00")`: what reads as hexadecimal pairs is octets, everything else is ASCII text.
    static ByteBuffer of(String... parts) {
        var datagram = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(String::length).sum());
        for (String part : parts) datagram.put(octets(part));
        return datagram.flip();
    }

    private static byte[] octets(String part) {
        return part.matches("[0-9A-F]{2}( [0-9A-F]{2})*")
                ? HexFormat.ofDelimiter(" ").parseHex(part)
                : part.getBytes(StandardCharsets.US_ASCII);
    }

    static ByteBuffer encoded(Packet packet) {
        var into = ByteBuffer.allocate(8192);
        PacketCodec.encode(packet, into);
        return into.flip();
    }
}
