package dev.trivet.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The end: both sides know different things, and the side that has the file waits for the other.
@DisplayName("RFC 1350 §6 Normal termination")
class Rfc1350Section6Test {
    private static final Deal FOUR = Deal.PLAIN.window(4);

    @Test
    void theSenderEndsWithTheAckOfTheLastBlock() {
        var sender = SenderByHand.streaming(Deal.PLAIN, 2).ack(1);
        assertThat(sender.did()).isEqualTo("DATA 2");
        assertThat(sender.ack(2).did()).isEqualTo("Completed, released");
        assertThat(sender.wake()).isEqualTo("wake never");
        assertThat(sender.machine().acknowledgedOctets()).isEqualTo(1024);
    }

    @Test
    void whenTheLastAckNeverComesTheEndIsUnconfirmed() {
        assertThat(SenderByHand.streaming(Deal.PLAIN, 2).ack(1).after(100).did())
                .endsWith("Unconfirmed, released");
        assertThat(SenderByHand.streaming(FOUR, 6).ack(4).after(100).did()).endsWith("Unconfirmed, released");
        assertThat(SenderByHand.streaming(Deal.PLAIN, 1).after(100).did()).endsWith("Unconfirmed, released");
    }

    @Test
    void andSoItIsInTheMiddleOfTheLastRepeat() {
        var sender = SenderByHand.streaming(FOUR, 4);
        // the loop was held up: the question, the beginning of a paced repeat, and then the time is over
        assertThat(sender.late(29).late(0.5).late(1).did()).isEqualTo("DATA 4, DATA 1-2, Unconfirmed, released");
    }

    @Test
    void anAckMissingBeforeTheLastFlightIsATimeOut() {
        assertThat(SenderByHand.streaming(Deal.PLAIN, 3).ack(1).after(100).did())
                .endsWith("TimedOut(true), released");
        assertThat(SenderByHand.streaming(FOUR, 6).after(100).did()).endsWith("TimedOut(true), released");
    }

    @Test
    void anUnprovenPeerConfirmsNothing() {
        assertThat(SenderByHand.plain().content(1).after(100).did()).endsWith("TimedOut(false), released");
    }

    @Test
    void theLastFlightIsUnknownAsLongAsTheEndOfTheContentIs() {
        var sender = SenderByHand.offering(Deal.PLAIN).contentReady(512, false).ack(0);
        assertThat(sender.after(100).did()).endsWith("TimedOut(true), released");
    }

    @Test
    void theLastAckLeavesOnlyWhenTheFileIsStored() {
        var receiver = ReceiverByHand.plain().data(1, 100);
        assertThat(receiver.everything()).isEqualTo("ACK 0, deliver 100, commit");
        assertThat(receiver.after(60).did()).isEmpty();
        assertThat(receiver.committed().did()).isEqualTo("ACK 1, Completed");
    }

    @Test
    void anEmptyBlockEndsAFileOfFullOnes() {
        var receiver = ReceiverByHand.plain().blocks(1, 2).data(3, 0);
        assertThat(receiver.everything()).isEqualTo("ACK 0, deliver 512, ACK 1, deliver 512, ACK 2, deliver 0, commit");
    }

    @Test
    void theLastBlockRepeatedWhileStoringIsASignOfLife() {
        var receiver = ReceiverByHand.plain().data(1, 100).after(20).data(1, 100);
        assertThat(receiver.did()).isEqualTo("ACK 0, commit");
        assertThat(receiver.machine().lastProgress()).isEqualTo(20 * VirtualTime.SECOND);
        assertThat(receiver.committed().did()).isEqualTo("ACK 1, Completed");
    }

    @Test
    void dallyingRepeatsTheFinalAckForTenSeconds() {
        var receiver = ReceiverByHand.plain().data(1, 100).committed();
        receiver.did();
        assertThat(receiver.after(9).data(1, 100).did()).isEqualTo("ACK 1");
        assertThat(receiver.after(0.999).data(1, 100).did()).isEqualTo("ACK 1");
        assertThat(receiver.after(0.001).did()).isEqualTo("released");
        assertThat(receiver.data(1, 100).did()).isEmpty();
    }

    @Test
    void dallyingLastsThreeAgreedTimeouts() {
        var receiver =
                ReceiverByHand.offering(Deal.PLAIN.timeout(20)).data(1, 100).committed();
        receiver.did();
        assertThat(receiver.after(59.999).did()).isEmpty();
        assertThat(receiver.after(0.001).did()).isEqualTo("released");
    }

    @Test
    void ofALastWindowThatIsRepeatedOnlyTheLastBlockIsAcknowledged() {
        var receiver = ReceiverByHand.offering(FOUR).blocks(1, 6).data(7, 3).committed();
        receiver.did();
        assertThat(receiver.block(5).block(6).data(7, 3).did()).isEqualTo("ACK 7");
    }

    @Test
    void whileDallyingAnythingElseGetsSilence() {
        var receiver = ReceiverByHand.plain().data(1, 100).committed();
        receiver.did();
        assertThat(receiver.data(2, 100)
                        .optionAck()
                        .step(Event.REQUEST_REPEATED)
                        .did())
                .isEmpty();
        assertThat(receiver.error(0).did()).isEqualTo("released");
    }

    @Test
    void theOutcomeIsKnownBeforeDallying() {
        var receiver = ReceiverByHand.plain().data(1, 0);
        assertThat(receiver.committed().did()).isEqualTo("ACK 0, commit, ACK 1, Completed");
    }
}
