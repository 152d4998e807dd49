package dev.trivet.netascii;

import java.nio.ByteBuffer;

/// Local text to netascii (RFC 1350 §1): LF becomes CR LF, CR becomes CR NUL. Where the output ends between the two,
/// the second waits for the next call. One for each transfer.
public final class NetasciiEncoder {
    private static final byte NUL = 0;
    private static final byte LF = '\n';
    private static final byte CR = '\r';

    private boolean pending;
    /// The octet that waits while [#pending].
    private byte second;

    /// At the beginning of a text.
    public NetasciiEncoder() {}

    /// Encodes as much as fits, moves both positions on.
    ///
    /// @param from local text, from position to limit
    /// @param into netascii; it is enough for progress if it has room for one octet
    public void encode(ByteBuffer from, ByteBuffer into) {
        if (pending && into.hasRemaining()) {
            into.put(second);
            pending = false;
        }
        while (from.hasRemaining() && into.hasRemaining()) {
            byte octet = from.get();
            switch (octet) {
                case LF -> putPair(LF, into);
                case CR -> putPair(NUL, into);
                default -> into.put(octet);
            }
        }
    }

    /// {@return true while one octet is kept back because the output was full} The text has ended only when its
    /// last octet was taken and nothing is pending.
    public boolean pending() {
        return pending;
    }

    /// {@return the octets that `text` has in netascii; its position stays} The lengths of chunks add up to that of
    /// the file, because an encoder's pairs depend on single octets.
    ///
    /// @param text one chunk of a file, from position to limit
    public static long encodedLength(ByteBuffer text) {
        long length = text.remaining();
        for (int at = text.position(); at < text.limit(); at++) {
            byte octet = text.get(at);
            if (octet == LF || octet == CR) length++;
        }
        return length;
    }

    private void putPair(byte after, ByteBuffer into) {
        into.put(CR);
        if (into.hasRemaining()) {
            into.put(after);
        } else {
            second = after;
            pending = true;
        }
    }
}
