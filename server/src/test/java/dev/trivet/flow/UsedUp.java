package dev.trivet.flow;

/// Memory for buffers that others have taken, for tests elsewhere.
public final class UsedUp {
    private UsedUp() {}

    /// @param left octets that may still be taken, or a few more
    public static void allBut(int left, BufferMemory memory) {
        while (memory.take(BufferPool.SMALL)) continue;
        memory.giveBack(left);
    }
}
