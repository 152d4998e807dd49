package dev.trivet.wire;

import java.nio.ByteBuffer;

/// What `core/fuzz` throws octets at: they decode to a packet or a reason, and a packet comes back the same.
public final class CodecFuzzTarget {
    /// Larger than any datagram.
    private static final int ROOM = 1 << 17;

    private CodecFuzzTarget() {}

    /// Called by the fuzzer, by this name.
    public static void fuzzerTestOneInput(byte[] datagram) {
        if (!(PacketCodec.decode(ByteBuffer.wrap(datagram)) instanceof Packet packet)) return;
        var again = ByteBuffer.allocate(ROOM);
        PacketCodec.encode(packet, again);
        var decoded = PacketCodec.decode(again.flip());
        if (!packet.equals(decoded)) throw new AssertionError(packet + " came back as " + decoded);
    }
}
