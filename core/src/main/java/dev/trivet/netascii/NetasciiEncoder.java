package dev.trivet.netascii;

import java.nio.ByteBuffer;

/// Local text to netascii (RFC 1350 §1): LF becomes CR LF, CR becomes CR NUL. Keeps what does not fit for the next
/// call.
public final class NetasciiEncoder {
    /// Encodes as much as fits, moves both positions on.
    public void encode(ByteBuffer from, ByteBuffer into) {
        throw new UnsupportedOperationException("next commit");
    }
}
