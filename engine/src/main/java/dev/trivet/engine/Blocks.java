package dev.trivet.engine;

import dev.trivet.linux.Mapping;
import dev.trivet.wire.Rollover;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// The content of a transfer that sends, as the transport sees it: positions in ready octets.
public interface Blocks {
    /// {@return octets of each block but the last}
    int blockSize();

    /// {@return how blocks are numbered on the wire}
    ///
    /// How blocks are numbered on the wire.
    Rollover rollover();

    /// {@return the content as memory that system calls can read: the same object each time; positions are the same as
    /// of [#read]} For transports that send without a copy.
    default Optional<Mapping> mapping() {
        return Optional.empty();
    }

    /// Puts ready octets from `position` into the buffer until it is full or the content ends. Never waits.
    ///
    /// @param position octets from the beginning of the content
    /// @param into filled from its position on
    /// @return how many
    /// @throws IOException where the content cannot be read
    int read(long position, ByteBuffer into) throws IOException;
}
