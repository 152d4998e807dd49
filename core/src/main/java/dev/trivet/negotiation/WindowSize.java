package dev.trivet.negotiation;

/// Blocks that may be under way before an ACK is due (RFC 7440). One is lock-step, and not a second code path.
///
/// @param blocks 1 to 32767. RFC 7440 allows 65535, but more than half the number space cannot be told
///     apart in 16 bits, so a larger request is granted 32767
/// @spec https://www.rfc-editor.org/info/rfc7440 RFC 7440: TFTP Windowsize Option
public record WindowSize(int blocks) {
    /// Blocks: half the number space, rounded down.
    public static final int LARGEST = 32_767;
    /// One block, then its ACK: what holds where nobody asks.
    public static final WindowSize LOCK_STEP = new WindowSize(1);

    /// Takes 1 to 32767 blocks.
    ///
    /// @throws IllegalArgumentException with any other number
    public WindowSize {
        if (blocks < 1 || blocks > LARGEST)
            throw new IllegalArgumentException("window size must be 1..32767: " + blocks);
    }
}
