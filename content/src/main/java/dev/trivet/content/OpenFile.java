package dev.trivet.content;

import java.io.IOException;
import java.nio.ByteBuffer;

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

    /// @return false where a [PartFile] of this file is alive; ask [Directory#isOurs] before it is even opened
    boolean tryLockShared() throws IOException;

    @Override
    void close();
}
