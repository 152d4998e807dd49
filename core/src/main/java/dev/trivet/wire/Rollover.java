package dev.trivet.wire;

/// Which number follows block 65535. The RFCs say nothing; nearly all go to 0, some stacks go to 1.
/// ```
/// block    0 1 2 ... 65534 65535 65536 65537 ... 131070 131071 131072
/// TO_ZERO  0 1 2 ... 65534 65535     0     1 ...  65534  65535      0     a cycle has 65536 numbers
/// TO_ONE   0 1 2 ... 65534 65535     1     2 ...  65535      1      2     a cycle has 65535; 0 is never seen again
/// ```
public enum Rollover {
    /// 65535 is followed by 0, as most implementations have it.
    TO_ZERO(65_536),
    /// 65535 is followed by 1, so that 0 stands for the request alone.
    TO_ONE(65_535);

    /// Blocks from one with a number to the next with the same number.
    private final int cycle;

    Rollover(int cycle) {
        this.cycle = cycle;
    }

    /// {@return the number that stands on the wire for `block` (0 is the request's own, data starts at 1)}
    ///
    /// @param block from 0, never wraps
    public BlockNumber number(long block) {
        return new BlockNumber(value(block));
    }

    /// As [#number], without an object: 0 to 65535.
    ///
    /// @param block from 0, never wraps
    /// @return the number as it stands on the wire
    public int value(long block) {
        if (block < 0) throw new IllegalArgumentException("block must be 0 or more: " + block);
        return switch (this) {
            case TO_ZERO -> (int) (block & 0xFFFF);
            case TO_ONE -> block == 0 ? 0 : (int) ((block - 1) % cycle) + 1;
        };
    }

    /// How far it is from `block` to the nearest block that has `number`: negative backwards, and never to a block
    /// before the first. Unambiguous while the two are no more than 32,767 blocks apart, which is why no window is
    /// larger. Under [#TO_ONE] only block 0 has the number 0, however far behind it lies.
    ///
    /// @param block where we are; from 0, never wraps
    /// @param number as it came from the wire
    /// @return blocks to go, negative for backwards
    public int steps(long block, BlockNumber number) {
        if (this == TO_ONE && number.value() == 0) return (int) Math.max(-block, Integer.MIN_VALUE);
        int forward = number.value() - value(block);
        if (forward < 0) forward += cycle;
        int backward = forward - cycle;
        boolean backwardIsNearer = forward > -backward;
        return backwardIsNearer && block + backward >= firstInCycle() ? backward : forward;
    }

    /// The first block whose number comes again.
    private int firstInCycle() {
        return this == TO_ZERO ? 0 : 1;
    }
}
