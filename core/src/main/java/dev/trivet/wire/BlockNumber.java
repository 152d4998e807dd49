package dev.trivet.wire;

/// The 16 bits that stand for a block on the wire (RFC 1350 §5). Everything else counts blocks in a `long`
/// that never wraps; [Rollover] goes from one to the other.
///
/// @param value 0 to 65535
public record BlockNumber(int value) {
    public static final BlockNumber ZERO = new BlockNumber(0);

    /// Takes what fits into 16 bits.
    ///
    /// @throws IllegalArgumentException with any other number
    public BlockNumber {
        if (value < 0 || value > 0xFFFF) throw new IllegalArgumentException("block number must be 0..65535: " + value);
    }
}
