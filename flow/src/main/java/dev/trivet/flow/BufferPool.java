package dev.trivet.flow;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;

/// Buffers between a loop that receives and the content threads that store. Owned by one loop; what all loops hand out
/// together is bounded.
public final class BufferPool {
    static final int SIZE = 64 * 1024;

    /// The first of a transfer, on the heap: a small upload needs no more, and ten thousand of them are 40 MiB. Also
    /// what there is when little memory is left: slower, but it goes on.
    static final int SMALL = 4 * 1024;

    /// Kept for the next upload; more are left to the garbage collector.
    private static final int KEPT = 64;

    private final BufferMemory memory;
    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();

    /// With memory of its own.
    public BufferPool() {
        this(BufferMemory.ofThisJvm());
    }

    /// @param memory shared with others
    public BufferPool(BufferMemory memory) {
        this.memory = memory;
    }

    /// @param first whether the transfer has taken none before
    /// @return to be given back; empty where the memory is used up
    Optional<ByteBuffer> take(boolean first) {
        if (!first && memory.takeOfHalf(SIZE)) return Optional.of(large());
        return memory.take(SMALL) ? Optional.of(ByteBuffer.allocate(SMALL)) : Optional.empty();
    }

    private ByteBuffer large() {
        var buffer = free.pollFirst();
        return buffer == null ? ByteBuffer.allocateDirect(SIZE) : buffer.clear();
    }

    void giveBack(ByteBuffer buffer) {
        memory.giveBack(buffer.capacity());
        if (buffer.capacity() == SIZE && free.size() < KEPT) free.addFirst(buffer);
    }
}
