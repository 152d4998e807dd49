package dev.trivet.flow;

import dev.trivet.content.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Reads small blocks of a file several at a time: in lock-step a third of all system calls would be reads.
/// Belongs to one transfer, and takes its buffer from the loop's [Pool] once the peer is proven.
public final class ReadAhead {
    /// A dozen blocks of an Ethernet frame, and still little beside what the kernel keeps for a socket.
    private static final int SIZE = 16 * 1024;

    /// Larger reads are windows or large blocks: one call for each costs nothing beside sending them.
    private static final int WORTH_IT = 4 * 1024;

    private final Pool pool;
    private @Nullable ByteBuffer buffer;
    private long start;

    ReadAhead(Pool pool) {
        this.pool = pool;
    }

    /// As [Source#read].
    ///
    /// @param ready octets of the source that may be read
    int read(Source from, long ready, long position, ByteBuffer into) throws IOException {
        if (into.remaining() > WORTH_IT) return from.read(position, into);
        if (buffer == null) buffer = pool.take();
        var ahead = buffer;
        if (ahead == null) return from.read(position, into);
        int count = (int) Math.min(into.remaining(), ready - position);
        if (position < start || position + count > start + ahead.limit()) fill(ahead, from, ready, position);
        into.put(into.position(), ahead, (int) (position - start), count);
        into.position(into.position() + count);
        return count;
    }

    private void fill(ByteBuffer ahead, Source from, long ready, long position) throws IOException {
        ahead.clear().limit((int) Math.min(SIZE, ready - position));
        start = position;
        try {
            while (ahead.hasRemaining()) {
                if (from.read(position + ahead.position(), ahead) <= 0)
                    throw new IOException("the content ended early");
            }
        } catch (IOException e) {
            ahead.limit(0);
            throw e;
        }
        ahead.flip();
    }

    void close() {
        if (buffer != null) pool.giveBack(buffer);
        buffer = null;
    }

    /// The buffers of one loop. When all are taken, further transfers read block by block.
    public static final class Pool {
        /// 16 MiB of one loop.
        private static final int MOST = 1024;

        private final BufferMemory memory;
        private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
        private int made;

        /// With memory of its own.
        public Pool() {
            this(BufferMemory.ofThisJvm());
        }

        /// @param memory shared with others; what was made of it is kept
        public Pool(BufferMemory memory) {
            this.memory = memory;
        }

        private @Nullable ByteBuffer take() {
            var buffer = free.pollFirst();
            if (buffer == null && made < MOST && memory.take(SIZE)) {
                buffer = ByteBuffer.allocateDirect(SIZE);
                made++;
            }
            return buffer == null ? null : buffer.clear().limit(0);
        }

        private void giveBack(ByteBuffer buffer) {
            free.addFirst(buffer);
        }
    }
}
