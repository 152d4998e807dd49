package dev.trivet.content;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/// Octets that are made from front to back and cannot be made again: kept until they are released. One thread
/// adds, another may read at the same time.
final class Pieces {
    /// Each piece but the last is full.
    static final int OCTETS = 64 * 1024;

    private final Deque<ByteBuffer> kept = new ArrayDeque<>();
    private long released;
    private long added;

    /// @param piece between 0 and its limit; nobody else's from now on
    synchronized void add(ByteBuffer piece) {
        kept.addLast(piece);
        added += piece.limit();
    }

    /// Octets that were ever added.
    synchronized long added() {
        return added;
    }

    /// As [Source#read].
    synchronized int read(long position, ByteBuffer into) {
        if (position < released) throw new IllegalStateException("released up to " + released + ": " + position);
        int before = into.remaining();
        long skip = position - released;
        for (var piece : kept) {
            int from = (int) Math.min(skip, piece.limit());
            int count = Math.min(piece.limit() - from, into.remaining());
            into.put(into.position(), piece, from, count).position(into.position() + count);
            skip -= from;
        }
        return before - into.remaining();
    }

    /// As [Source#release]: whole pieces go.
    synchronized void release(long position) {
        while (!kept.isEmpty() && released + kept.getFirst().limit() <= position)
            released += kept.removeFirst().limit();
    }
}
