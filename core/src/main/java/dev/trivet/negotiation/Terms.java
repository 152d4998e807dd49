package dev.trivet.negotiation;

import dev.trivet.wire.Rollover;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// What both sides agreed on for one transfer.
///
/// @param blockSize octets of every block but the last (RFC 2348)
/// @param windowSize blocks that are sent before an ACK is waited for (RFC 7440); 1 is lock-step
/// @param rollover what follows block 65535
/// @param timeout the client's `timeout` or `utimeout` where agreed (RFC 2349); empty: ours to choose
/// @param transferSize octets on the wire where both sides know it (RFC 2349)
public record Terms(
        BlockSize blockSize,
        WindowSize windowSize,
        Rollover rollover,
        Optional<Duration> timeout,
        OptionalLong transferSize) {
    /// RFC 1350 without any option.
    public static final Terms PLAIN = new Terms(
            BlockSize.DEFAULT, WindowSize.LOCK_STEP, Rollover.TO_ZERO, Optional.empty(), OptionalLong.empty());

    /// The same, but for what follows block 65535.
    ///
    /// @param to in place of what was agreed
    /// @return terms that differ in nothing else
    public Terms rollover(Rollover to) {
        return new Terms(blockSize, windowSize, to, timeout, transferSize);
    }

    /// {@return octets of DATA that may be under way before an ACK}
    public int windowOctets() {
        return Math.toIntExact((long) blockSize.octets() * windowSize.blocks());
    }
}
