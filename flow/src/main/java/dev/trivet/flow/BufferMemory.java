package dev.trivet.flow;

import java.util.concurrent.atomic.AtomicLong;

/// How much memory buffers may take together: one for all loops of a server, so that the network cannot take what the
/// loops themselves need. Any thread.
public final class BufferMemory {
    /// Half of it are 1,000 large buffers, the other half 16,000 small ones: one for each of 10,000 transfers.
    private static final long MOST = 128 << 20;

    /// The JVM allows as much direct memory as heap; sockets and read-ahead need theirs, too.
    private static final int PART_OF_DIRECT_MEMORY = 4;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /// @param most octets
    BufferMemory(long most) {
        this.most = most;
    }

    /// As much as this JVM can well give.
    public static BufferMemory ofThisJvm() {
        return new BufferMemory(Math.min(MOST, Runtime.getRuntime().maxMemory() / PART_OF_DIRECT_MEMORY));
    }

    /// @return false where that would be too much; then nothing is taken
    boolean take(int octets) {
        return takeBelow(most, octets);
    }

    /// What is nice to have: no more than half of the memory goes there.
    ///
    /// @return false where that would be too much; then nothing is taken
    boolean takeOfHalf(int octets) {
        return takeBelow(most / 2, octets);
    }

    private boolean takeBelow(long limit, int octets) {
        if (taken.addAndGet(octets) <= limit) return true;
        taken.addAndGet(-octets);
        return false;
    }

    void giveBack(int octets) {
        taken.addAndGet(-octets);
    }

    /// {@return octets handed out now}
    public long taken() {
        return taken.get();
    }
}
