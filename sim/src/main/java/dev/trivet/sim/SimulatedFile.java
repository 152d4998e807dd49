package dev.trivet.sim;

import java.nio.ByteBuffer;

/// The octets of a file that need not exist: told by position, so that a file of many gigabytes takes no memory, and
/// an octet that came to a wrong place is noticed.
public interface SimulatedFile {
    /// {@return octets}
    long length();

    /// {@return the octet at that place, the same each time}
    ///
    /// @param position 0 to below the length
    byte octet(long position);

    /// Puts octets from `position` on into the buffer until it is full or the file ends.
    ///
    /// @param position from 0
    /// @param into filled from its position on
    /// @return how many
    default int read(long position, ByteBuffer into) {
        int count = (int) Math.min(into.remaining(), Math.max(0, length() - position));
        for (int i = 0; i < count; i++) into.put(octet(position + i));
        return count;
    }

    /// {@return whether these octets, between position and limit, stand in the file at `position`}
    ///
    /// @param position from 0
    /// @param octets between position and limit, which are left alone
    default boolean has(long position, ByteBuffer octets) {
        if (position + octets.remaining() > length()) return false;
        for (int i = 0; i < octets.remaining(); i++) {
            if (octets.get(octets.position() + i) != octet(position + i)) return false;
        }
        return true;
    }

    /// {@return all octets, for a file that fits into an array}
    default byte[] octets() {
        var all = ByteBuffer.allocate(Math.toIntExact(length()));
        read(0, all);
        return all.array();
    }

    /// {@return a file of these octets, which are not copied}
    ///
    /// @param octets the whole content
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

    /// {@return a file of octets that depend on seed and position: no two stretches are alike}
    ///
    /// @param seed another seed, another file
    /// @param length octets; any, since none is kept
    static SimulatedFile generated(long seed, long length) {
        return new GeneratedFile(seed, length);
    }
}
