package dev.trivet.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A window is acknowledged when the file is close behind: so a write that fails is told at the next block.
@DisplayName("A receiver does not run ahead of its file")
class BackPressureTest {
    private static final Deal DEAL = Deal.PLAIN.blocks(1024).window(4);
    private static final int BLOCKS_AHEAD = Receiver.UNSTORED_MOST / 1024;

    /// 64 KiB are behind, all acknowledged, and four blocks more have come.
    private static ReceiverByHand ahead() {
        var receiver = ReceiverByHand.offering(DEAL);
        for (int block = 1; block <= BLOCKS_AHEAD; block++) receiver.block(block);
        assertThat(receiver.did()).endsWith("ACK " + BLOCKS_AHEAD);
        for (int block = BLOCKS_AHEAD + 1; block <= BLOCKS_AHEAD + 4; block++) receiver.block(block);
        assertThat(receiver.did()).isEmpty();
        return receiver;
    }

    @Test
    void theAckWaitsForTheFile() {
        assertThat(ahead().step(new Event.Stored(3 * 1024)).did()).isEmpty();
        assertThat(ahead().step(new Event.Stored(4 * 1024)).did()).isEqualTo("ACK " + (BLOCKS_AHEAD + 4));
    }

    @Test
    void meanwhileNothingIsRepeatedAndNobodyGivesUp() {
        var receiver = ahead();
        assertThat(receiver.wake()).isEqualTo("wake never");
        assertThat(receiver.after(100).block(BLOCKS_AHEAD + 4).did()).isEmpty();
        assertThat(receiver.stored().did()).isEqualTo("ACK " + (BLOCKS_AHEAD + 4));
        assertThat(receiver.wake()).isEqualTo("wake 100.020");
        assertThat(receiver.after(29.9).did()).doesNotContain("TimedOut");
    }

    @Test
    void aSenderThatDoesNotWaitForTheAckIsNotListenedTo() {
        var receiver = ahead();
        for (int block = BLOCKS_AHEAD + 5; block <= BLOCKS_AHEAD + 500; block++) receiver.block(block);
        assertThat(receiver.machine().deliveredOctets()).isEqualTo((BLOCKS_AHEAD + 4) * 1024L);
    }

    @Test
    void theWindowAfterItGoesOnAsAnyOther() {
        var receiver = ahead().stored();
        receiver.did();
        assertThat(receiver.blocks(BLOCKS_AHEAD + 5, BLOCKS_AHEAD + 8).did()).isEqualTo("ACK " + (BLOCKS_AHEAD + 8));
    }

    @Test
    void theLastBlockIsCommittedHoweverFarTheFileIsBehind() {
        var receiver = ReceiverByHand.offering(DEAL);
        for (int block = 1; block <= BLOCKS_AHEAD + 1; block++) receiver.block(block);
        receiver.did();
        assertThat(receiver.data(BLOCKS_AHEAD + 2, 0).did()).isEqualTo("commit");
    }
}
