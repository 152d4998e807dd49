package dev.trivet.content;

import dev.trivet.linux.Mapping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A regular file, open for reading. Any thread.
interface OpenFile extends AutoCloseable {
    /// As it is now, whatever its name became.
    FileState state() throws IOException;

    /// Octets from `position` into the buffer, whose position moves on.
    ///
    /// @return how many, fewer than there is room perhaps; 0 or less at the end
    int read(ByteBuffer into, long position) throws IOException;

    /// Reads octets so that they lie in the page cache, and keeps none.
    ///
    /// @return how many there were: fewer than `octets` only at the end
    long readThrough(long position, long octets) throws IOException;

    /// The first octets as memory, for system calls. Empty where the platform or the file system has no such thing.
    default Optional<Mapping> map(long octets) {
        return Optional.empty();
    }

    /// @return false where a [PartFile] of this file is alive; ask [Directory#isOurs] before it is even opened
    boolean tryLockShared() throws IOException;

    /// Whether somebody writes it in place now, and so holds it locked for itself.
    boolean isBeingWritten() throws IOException;

    @Override
    void close();
}
