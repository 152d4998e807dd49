package dev.trivet.netascii;

import java.nio.ByteBuffer;

/// Netascii to local text, across the ends of blocks: CR LF becomes LF, CR NUL becomes CR. A CR before anything else
/// is no netascii, but both octets are kept: some senders leave their text as it is. One for each transfer.
public final class NetasciiDecoder {
    private static final byte NUL = 0;
    private static final byte LF = '\n';
    private static final byte CR = '\r';

    /// The last octet was a CR, whose meaning the next one decides, perhaps in the next block.
    private boolean carriageReturn;

    /// At the beginning of a text.
    public NetasciiDecoder() {}

    /// Decodes all of `from` into `into`, which needs room for one octet more than `from` has.
    ///
    /// @param from read to its limit
    /// @param into written from its position on
    public void decode(ByteBuffer from, ByteBuffer into) {
        while (from.hasRemaining()) {
            byte octet = from.get();
            if (carriageReturn) {
                afterCarriageReturn(octet, into);
            } else {
                begin(octet, into);
            }
        }
    }

    /// After the last block: a CR that still waits is written as it is.
    ///
    /// @param into needs room for one octet
    public void finish(ByteBuffer into) {
        if (carriageReturn) into.put(CR);
        carriageReturn = false;
    }

    private void begin(byte octet, ByteBuffer into) {
        carriageReturn = octet == CR;
        if (!carriageReturn) into.put(octet);
    }

    private void afterCarriageReturn(byte octet, ByteBuffer into) {
        carriageReturn = false;
        switch (octet) {
            case LF -> into.put(LF);
            case NUL -> into.put(CR);
            default -> {
                into.put(CR);
                begin(octet, into);
            }
        }
    }
}
