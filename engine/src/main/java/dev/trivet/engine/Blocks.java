package dev.trivet.engine;

import dev.trivet.wire.Rollover;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The content of a transfer that sends, as the transport sees it: positions in ready octets.
public interface Blocks {
    /// Octets of each block but the last.
    int blockSize();

    /// How blocks are numbered on the wire.
    Rollover rollover();

    /// Puts ready octets from `position` into the buffer until it is full or the content ends. Never waits.
    ///
    /// @return how many
    int read(long position, ByteBuffer into) throws IOException;
}
