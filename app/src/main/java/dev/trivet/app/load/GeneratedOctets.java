package dev.trivet.app.load;

import dev.trivet.content.Source;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/// A file of any length that is nowhere: a piece of chance, again and again. Without CR and LF, so that it travels
/// alike
/// in either mode (RFC 1350 §1).
final class GeneratedOctets implements Source {
    private static final byte[] PIECE = piece();

    private final long length;

    GeneratedOctets(long length) {
        this.length = length;
    }

    private static byte[] piece() {
        var octets = new byte[64 * 1024];
        new SplittableRandom(1).nextBytes(octets);
        for (int i = 0; i < octets.length; i++) if (octets[i] == '\r' || octets[i] == '\n') octets[i] = '.';
        return octets;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(length);
    }

    @Override
    public Ready prepare(long position) {
        return new Ready(length, true);
    }

    @Override
    public int read(long position, ByteBuffer into) {
        int count = (int) Math.min(into.remaining(), length - position);
        for (int done = 0; done < count; ) {
            int from = (int) ((position + done) % PIECE.length);
            int part = Math.min(count - done, PIECE.length - from);
            into.put(PIECE, from, part);
            done += part;
        }
        return count;
    }

    @Override
    public void close() {}
}
