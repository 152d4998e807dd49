package dev.trivet.content;

import dev.trivet.netascii.NetasciiEncoder;
import dev.trivet.wire.Mode;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/// Octets in memory, ready from the start.
public final class BytesSource implements Source {
    private final ByteBuffer octets;

    private BytesSource(ByteBuffer octets) {
        this.octets = octets;
    }

    /// Octets as they are.
    ///
    /// @param octets must not change any more
    /// @return the source
    public static BytesSource of(byte[] octets) {
        return new BytesSource(ByteBuffer.wrap(octets).asReadOnlyBuffer());
    }

    /// The same in that mode: netascii is encoded at once (RFC 1350 §1).
    ///
    /// @param octets must not change any more
    static BytesSource of(ByteBuffer octets, Mode mode) {
        if (mode == Mode.OCTET) return new BytesSource(octets.slice().asReadOnlyBuffer());
        var plain = octets.duplicate();
        var encoded = ByteBuffer.allocate(Math.toIntExact(NetasciiEncoder.encodedLength(plain)));
        new NetasciiEncoder().encode(plain, encoded);
        return new BytesSource(encoded.flip().asReadOnlyBuffer());
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(octets.limit());
    }

    @Override
    public Ready prepare(long position) {
        return new Ready(octets.limit(), true);
    }

    @Override
    public int read(long position, ByteBuffer into) {
        int from = (int) Math.min(position, octets.limit());
        int count = Math.min(octets.limit() - from, into.remaining());
        into.put(into.position(), octets, from, count).position(into.position() + count);
        return count;
    }

    @Override
    public void close() {}
}
