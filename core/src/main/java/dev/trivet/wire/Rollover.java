package dev.trivet.wire;

/// Which number follows block 65535. The RFCs say nothing; nearly all go to 0, some stacks go to 1.
public enum Rollover {
    TO_ZERO(65_536),
    TO_ONE(65_535);

    private final int cycle;

    Rollover(int cycle) {
        this.cycle = cycle;
    }

    /// The number that stands on the wire for `block` (0 is the request's own, data starts at 1).
    public BlockNumber number(long block) {
        return new BlockNumber(value(block));
    }

    /// As [#number], without an object: 0 to 65535.
    public int value(long block) {
        if (block < 0) throw new IllegalArgumentException("block must be 0 or more: " + block);
        if (block <= 65_535) return (int) block;
        return this == TO_ZERO ? (int) (block & 0xFFFF) : (int) ((block - 1) % cycle) + 1;
    }

    /// How far `number` lies from `block`: the shortest way round, negative backwards. Unambiguous while
    /// the two are no more than 32,767 blocks apart, which is why no window is larger.
    public int steps(long block, BlockNumber number) {
        // The number 0 exists only once under TO_ONE: before any block. It is then far from everything else.
        int distance = number.value() - value(block);
        if (this == TO_ONE && block <= 32_767 && number.value() <= 32_767 + block) return distance;
        int half = cycle / 2;
        if (distance > half) return distance - cycle;
        if (distance < -half) return distance + cycle;
        return distance;
    }
}
