package dev.trivet.content;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A file that is open for writing: that of an upload that is not complete, or one that is written in place. One
/// thread
/// at a time.
interface PartFile extends AutoCloseable {
    /// Copied at once: some system calls less than with a page, and no memory to speak of.
    int COPIED_OCTETS = 64 * 1024;

    FileState state() throws IOException;

    /// All of the buffer, at `position`.
    ///
    /// @throws DiskFullException where there is no room
    void write(ByteBuffer octets, long position) throws IOException;

    /// All that the other file holds, from the beginning. What lies behind stays.
    ///
    /// @return how many octets
    default long copyOf(OpenFile other) throws IOException {
        var passing = ByteBuffer.allocate(COPIED_OCTETS);
        long position = 0;
        while (true) {
            int count = other.read(passing.clear(), position);
            if (count <= 0) return position;
            write(passing.flip(), position);
            position += count;
        }
    }

    /// Cuts off what lies behind.
    void setSize(long octets) throws IOException;

    /// Content to disk; with `all` also what else belongs to the file.
    void force(boolean all) throws IOException;

    /// Marks it as alive until it is closed, for [Leftovers].
    ///
    /// @return false where somebody else has it
    boolean tryLock() throws IOException;

    @Override
    void close();
}
