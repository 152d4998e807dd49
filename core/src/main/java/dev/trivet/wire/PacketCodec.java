package dev.trivet.wire;

import java.nio.ByteBuffer;

/// Octets to packets and back (RFC 1350 §5, RFC 2347). Pure, static, and the only place that looks at octets.
public final class PacketCodec {
    /// Opcode and block number in front of each block's octets.
    public static final int DATA_HEADER = 4;

    private PacketCodec() {}

    /// The packet between position and limit of `datagram`, which are left alone. Never throws.
    public static Decoded decode(ByteBuffer datagram) {
        throw new UnsupportedOperationException("next commit");
    }

    /// Puts the packet's octets at the position of `into` and moves it on.
    ///
    /// @throws java.nio.BufferOverflowException where there is no room
    public static void encode(Packet packet, ByteBuffer into) {
        throw new UnsupportedOperationException("next commit");
    }

    /// The four octets in front of a block (RFC 1350 §5, figure 5-2), at the position of `into`.
    public static void encodeDataHeader(int blockNumber, ByteBuffer into) {
        into.putInt(3 << 16 | blockNumber & 0xFFFF);
    }
}
