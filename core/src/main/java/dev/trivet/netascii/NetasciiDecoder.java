package dev.trivet.netascii;

import java.nio.ByteBuffer;

/// Netascii to local text, across the ends of blocks. A CR at the very end of a block waits for the next octet.
public final class NetasciiDecoder {
    /// Decodes all of `from` into `into`, which needs room for one octet more than `from` has.
    public void decode(ByteBuffer from, ByteBuffer into) {
        throw new UnsupportedOperationException("next commit");
    }

    /// After the last block: a CR that still waits is written as it is.
    public void finish(ByteBuffer into) {
        throw new UnsupportedOperationException("next commit");
    }
}
