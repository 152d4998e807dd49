package dev.trivet.transfer;

/// Starts that nobody but a simulation may have.
public final class LateStart {
    private LateStart() {}

    /// The next block is the first that is sent.
    public static Start after(long block) {
        return Start.after(block);
    }
}
