package dev.trivet.flow;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/// Buffers between a loop that receives and the content threads that store. Owned by one loop.
public final class BufferPool {
    static final int SIZE = 64 * 1024;

    /// Kept for the next upload; more are left to the garbage collector.
    private static final int KEPT = 64;

    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();

    ByteBuffer take() {
        var buffer = free.pollFirst();
        return buffer == null ? ByteBuffer.allocateDirect(SIZE) : buffer.clear();
    }

    void giveBack(ByteBuffer buffer) {
        if (free.size() < KEPT) free.addFirst(buffer);
    }
}
