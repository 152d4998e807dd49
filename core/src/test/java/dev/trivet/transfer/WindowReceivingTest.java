package dev.trivet.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RFC 7440 §4: receiving windows")
class WindowReceivingTest {
    private static final Deal FOUR = Deal.PLAIN.window(4);

    /// In the middle of it: the first window has been acknowledged.
    private static ReceiverByHand afterFirstWindow() {
        var receiver = ReceiverByHand.offering(FOUR).after(0.010).blocks(1, 4);
        receiver.did();
        return receiver;
    }

    @Test
    void aWindowGetsOneAck() {
        var receiver = ReceiverByHand.offering(FOUR).blocks(1, 3);
        assertThat(receiver.did()).isEqualTo("OACK");
        assertThat(receiver.block(4).did()).isEqualTo("ACK 4");
        assertThat(receiver.blocks(5, 12).did()).isEqualTo("ACK 8, ACK 12");
    }

    @Test
    void blocksOutOfOrderAreNotDelivered() {
        var receiver = afterFirstWindow().block(6).block(7);
        assertThat(receiver.machine().deliveredOctets()).isEqualTo(4 * 512);
        assertThat(receiver.block(5).machine().deliveredOctets()).isEqualTo(5 * 512);
    }

    @Test
    void aGapIsAnsweredOnce() {
        assertThat(afterFirstWindow().block(5).block(7).block(8).did()).isEqualTo("ACK 5");
    }

    @Test
    void anAckInsideAWindowStartsANewOne() {
        var receiver = afterFirstWindow().block(5).block(7);
        receiver.did();
        assertThat(receiver.blocks(6, 8).did()).isEmpty();
        assertThat(receiver.block(9).did()).isEqualTo("ACK 9");
    }

    @Test
    void theSamePlaceIsAnsweredAgainWhenTheNumbersDoNotRise() {
        var receiver = afterFirstWindow().block(6).block(7);
        assertThat(receiver.did()).isEqualTo("ACK 4");
        // the sender asks with its last block, or has gone back and lost the same one again
        assertThat(receiver.block(7).did()).isEqualTo("ACK 4");
        assertThat(receiver.block(6).block(7).did()).isEqualTo("ACK 4");
    }

    @Test
    void aGapAfterGoingBackIsAnsweredOnceToo() {
        var receiver = ReceiverByHand.offering(Deal.PLAIN.window(32)).block(1);
        for (int block = 3; block <= 32; block++) receiver.block(block);
        assertThat(receiver.did()).isEqualTo("OACK, ACK 1");
        receiver.blocks(2, 9);
        for (int block = 11; block <= 33; block++) receiver.block(block);
        assertThat(receiver.did()).isEqualTo("ACK 9");
    }

    @Test
    void theLastAcknowledgedBlockAgainMeansThatOurAckWasLost() {
        assertThat(afterFirstWindow().block(4).did()).isEqualTo("ACK 4");
        assertThat(afterFirstWindow().block(1).block(2).block(3).did()).isEmpty();
        assertThat(afterFirstWindow().block(1).block(2).block(3).block(4).did()).isEqualTo("ACK 4");
    }

    @Test
    void aBlockThatComesTwiceInsideAWindowIsNotAcknowledgedBeforeItsEnd() {
        var receiver = afterFirstWindow().blocks(5, 6);
        assertThat(receiver.block(6).did()).isEmpty();
        assertThat(receiver.blocks(7, 8).did()).isEqualTo("ACK 8");
    }

    @Test
    void aFlightThatIsRepeatedFromItsStartIsAnsweredAtItsEnd() {
        // 7 and 8 were dropped, and this sender repeats whole windows
        var receiver = afterFirstWindow().blocks(5, 6);
        assertThat(receiver.blocks(5, 8).did()).isEqualTo("ACK 8");
    }

    @Test
    void blocksBeyondTheWindowAreNotAGap() {
        assertThat(afterFirstWindow().block(9).block(40_000).did()).isEmpty();
    }

    @Test
    void aBlockNumberedZeroBeforeTheFirstIsNone() {
        var receiver = ReceiverByHand.offering(FOUR);
        assertThat(receiver.data(0, 512).data(65_535, 512).did()).isEqualTo("OACK");
        assertThat(receiver.machine().proven()).isFalse();
    }

    @Test
    void silenceIsAnsweredByTheEstimator() {
        var receiver = ReceiverByHand.offering(FOUR);
        for (int block = 1; block <= 80; block += 4) receiver.after(0.050).blocks(block, block + 3);
        receiver.after(0.050).blocks(81, 82).did();
        assertThat(receiver.after(0.049).did()).isEmpty();
        assertThat(receiver.after(0.010).did()).isEqualTo("ACK 82");
        assertThat(receiver.machine().retransmissions()).isZero();
        assertThat(receiver.after(0.100).did()).isEqualTo("ACK 82");
        assertThat(receiver.machine().retransmissions()).isEqualTo(1);
    }

    @Test
    void whatComesAfterARepeatedAckIsNoSample() {
        var receiver = afterFirstWindow().after(1).after(0.5);
        assertThat(receiver.did()).isEqualTo("ACK 4");
        // no estimate yet: as long a wait as before any
        assertThat(receiver.block(5).wake()).isEqualTo("wake 2.510");
    }

    @Test
    void inLockStepAnAckIsRepeatedAfterASecondAtTheEarliest() {
        var receiver = ReceiverByHand.plain();
        for (int block = 1; block <= 80; block++) receiver.after(0.001).blocks(block, block);
        receiver.did();
        assertThat(receiver.after(0.999).did()).isEmpty();
        assertThat(receiver.after(8).didWhen()).isEqualTo("""
                        1.080 ACK 80
                        3.080 ACK 80
                        7.080 ACK 80
                        """);
    }

    @Test
    void inLockStepARepeatedBlockGetsItsAckAgain() {
        var receiver = ReceiverByHand.plain().blocks(1, 2);
        receiver.did();
        assertThat(receiver.block(2).did()).isEqualTo("ACK 2");
        assertThat(receiver.block(1).block(3).block(3).did()).isEqualTo("ACK 3, ACK 3");
        assertThat(receiver.block(7).did()).isEmpty();
    }

    @Test
    void aPeerThatFallsSilentIsGivenUp() {
        assertThat(afterFirstWindow().after(100).did()).endsWith("TimedOut(true), released");
    }
}
