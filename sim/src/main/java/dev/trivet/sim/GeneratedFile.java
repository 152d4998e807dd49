package dev.trivet.sim;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Eight octets at a time from a mix of seed and position.
record GeneratedFile(long seed, long length) implements SimulatedFile {
    GeneratedFile {
        if (length < 0) throw new IllegalArgumentException("length must not be negative: " + length);
    }

    @Override
    public byte octet(long position) {
        return (byte) (eight(position >>> 3) >>> (8 * (position & 7)));
    }

    @Override
    public int read(long position, ByteBuffer into) {
        int count = (int) Math.min(into.remaining(), Math.max(0, length - position));
        int done = 0;
        while (done < count && (position + done & 7) != 0) into.put(octet(position + done++));
        var order = into.order();
        into.order(ByteOrder.LITTLE_ENDIAN);
        for (; done + 8 <= count; done += 8) into.putLong(eight(position + done >>> 3));
        into.order(order);
        while (done < count) into.put(octet(position + done++));
        return count;
    }

    @Override
    public boolean has(long position, ByteBuffer octets) {
        if (position + octets.remaining() > length) return false;
        var mine = ByteBuffer.allocate(octets.remaining());
        read(position, mine);
        return mine.flip().equals(octets);
    }

    /// The mix of SplitMix64 (Steele, Lea, Flood 2014).
    private long eight(long index) {
        long z = seed + index * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
