package dev.trivet.content;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/// Octets in memory, ready from the start, sent as they are.
public final class BytesSource implements Source {
    private final ByteBuffer octets;

    private BytesSource(ByteBuffer octets) {
        this.octets = octets;
    }

    /// @param octets must not change any more
    public static BytesSource of(byte[] octets) {
        return new BytesSource(ByteBuffer.wrap(octets).asReadOnlyBuffer());
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
