package dev.trivet.sim;

import java.nio.ByteBuffer;

/// The octets of a file that need not exist: told by position, so that a file of many gigabytes takes no memory, and
/// an octet that came to a wrong place is noticed.
public interface SimulatedFile {
    long length();

    /// @param position 0 to below the length
    byte octet(long position);

    /// Puts octets from `position` on into the buffer until it is full or the file ends.
    ///
    /// @return how many
    default int read(long position, ByteBuffer into) {
        int count = (int) Math.min(into.remaining(), Math.max(0, length() - position));
        for (int i = 0; i < count; i++) into.put(octet(position + i));
        return count;
    }

    /// Whether these octets, between position and limit, stand in the file at `position`.
    default boolean has(long position, ByteBuffer octets) {
        if (position + octets.remaining() > length()) return false;
        for (int i = 0; i < octets.remaining(); i++) {
            if (octets.get(octets.position() + i) != octet(position + i)) return false;
        }
        return true;
    }

    /// All of them, for a file that fits into an array.
    default byte[] octets() {
        var all = ByteBuffer.allocate(Math.toIntExact(length()));
        read(0, all);
        return all.array();
    }

    /// Not copied: the caller's array.
    static SimulatedFile of(byte[] octets) {
        return new SimulatedFile() {
            @Override
            public long length() {
                return octets.length;
            }

            @Override
            public byte octet(long position) {
                return octets[Math.toIntExact(position)];
            }
        };
    }

    /// Octets that depend on seed and position: no two stretches are alike.
    static SimulatedFile generated(long seed, long length) {
        return new GeneratedFile(seed, length);
    }
}
