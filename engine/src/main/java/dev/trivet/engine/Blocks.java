package dev.trivet.engine;

import dev.trivet.wire.Rollover;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The content of a transfer that sends, as the transport sees it: positions in ready octets.
public interface Blocks {
    /// {@return octets of each block but the last}
    int blockSize();

    /// {@return how blocks are numbered on the wire}
    ///
    /// How blocks are numbered on the wire.
    Rollover rollover();

    /// Puts ready octets from `position` into the buffer until it is full or the content ends. Never waits.
    ///
    /// @param position octets from the beginning of the content
    /// @param into filled from its position on
    /// @return how many
    /// @throws IOException where the content cannot be read
    int read(long position, ByteBuffer into) throws IOException;
}
