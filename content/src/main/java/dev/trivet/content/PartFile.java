package dev.trivet.content;

import java.io.IOException;
import java.nio.ByteBuffer;

/// The file of an upload that is not complete, open for writing. One thread at a time.
interface PartFile extends AutoCloseable {
    FileState state() throws IOException;

    /// All of the buffer, at `position`.
    ///
    /// @throws DiskFullException where there is no room
    void write(ByteBuffer octets, long position) throws IOException;

    /// Content to disk; with `all` also what else belongs to the file.
    void force(boolean all) throws IOException;

    /// Marks it as alive until it is closed, for [Leftovers].
    ///
    /// @return false where somebody else has it
    boolean tryLock() throws IOException;

    @Override
    void close();
}
