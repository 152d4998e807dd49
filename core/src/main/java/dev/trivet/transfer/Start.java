package dev.trivet.transfer;

import dev.trivet.negotiation.BlockSize;
import dev.trivet.wire.BlockNumber;
import dev.trivet.wire.Rollover;

/// Where the blocks of a transfer begin: behind block 0. A simulation lets both sides begin later, so that they are
/// near a rollover at once; nobody else can, because only this package makes another start.
///
/// In a later start the file seems to have a beginning that was transferred before: blocks count from there, and the
/// number that asks for the first block is the number of the block before it, as 0 is in reality.
public final class Start {
    /// The first DATA is block 1 (RFC 1350 §2).
    public static final Start AT_BLOCK_1 = new Start(0);

    /// The first DATA is block 0: uploads of some embedded clients. Only for a [Receiver] in lock-step: one ACK 0
    /// answers the request, the next one that block.
    public static final Start AT_BLOCK_0 = new Start(-1);

    private final long before;

    private Start(long before) {
        this.before = before;
    }

    /// @param block the last that counts as transferred
    static Start after(long block) {
        if (block < 0) throw new IllegalArgumentException("the block before the first must be 0 or more: " + block);
        return new Start(block);
    }

    /// Whether DATA begins at 0, so that an ACK 0 may be either the request's or that block's.
    boolean atBlock0() {
        return before < 0;
    }

    long before() {
        return before;
    }

    /// {@return the first block that is sent}
    public long first() {
        return before + 1;
    }

    /// What the receiver acknowledges before any DATA: "a WRQ is acknowledged with an ACK packet with block number
    /// zero" (RFC 1350 §5).
    ///
    /// @param rollover how the peer numbers
    /// @return 0 for every transfer that begins at its beginning
    public BlockNumber zero(Rollover rollover) {
        return rollover.number(Math.max(0, before));
    }

    /// {@return octets of the beginning that is never sent: 0 in reality}
    ///
    /// @param blockSize the one agreed on
    public long octetsBefore(BlockSize blockSize) {
        return before * blockSize.octets();
    }
}
