package dev.trivet.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The source address of a request may be forged: whoever has not answered gets no more than three datagrams.
@DisplayName("No amplifier: a peer that has not answered yet")
class UnprovenPeerTest {

    @Test
    void theOfferIsRepeatedTwiceAndThenItIsThePeersTurn() {
        var sender = SenderByHand.offering(Deal.PLAIN.window(64)).content(1000).after(100);
        assertThat(sender.didWhen()).isEqualTo("""
                        0.000 OACK
                        1.000 OACK
                        3.000 OACK
                        30.000 TimedOut(false)
                        30.000 released
                        """);
    }

    @Test
    void data1IsRepeatedTwiceAndThenItIsThePeersTurn() {
        var sender = SenderByHand.plain().content(1000).after(100);
        assertThat(sender.didWhen()).isEqualTo("""
                        0.000 DATA 1
                        1.000 DATA 1
                        3.000 DATA 1
                        30.000 TimedOut(false)
                        30.000 released
                        """);
    }

    @Test
    void theOfferOfAReceiverIsRepeatedTwice() {
        assertThat(ReceiverByHand.offering(Deal.PLAIN).after(100).didWhen()).isEqualTo("""
                        0.000 OACK
                        1.000 OACK
                        3.000 OACK
                        30.000 TimedOut(false)
                        30.000 released
                        """);
        assertThat(ReceiverByHand.plain().after(100).did()).isEqualTo("ACK 0, ACK 0, ACK 0, TimedOut(false), released");
    }

    @Test
    void aRepeatedRequestGetsItsFirstAnswerAgainOneForOne() {
        var sender = SenderByHand.offering(Deal.PLAIN).content(9).after(0.4);
        assertThat(sender.did()).isEqualTo("OACK");
        assertThat(sender.step(Event.REQUEST_REPEATED).did()).isEqualTo("OACK");

        var plain = SenderByHand.plain().content(9).after(0.4);
        assertThat(plain.did()).isEqualTo("DATA 1");
        assertThat(plain.step(Event.REQUEST_REPEATED).did()).isEqualTo("DATA 1");

        var receiver = ReceiverByHand.offering(Deal.PLAIN).after(0.4);
        assertThat(receiver.did()).isEqualTo("OACK");
        assertThat(receiver.step(Event.REQUEST_REPEATED).did()).isEqualTo("OACK");
    }

    @Test
    void manyRepeatedRequestsLeaveNoMoreThanTwoRepeatsToTheTimer() {
        var sender = SenderByHand.offering(Deal.PLAIN).content(9);
        for (int i = 0; i < 5; i++) sender.step(Event.REQUEST_REPEATED);
        sender.did();
        assertThat(sender.after(100).did()).isEqualTo("OACK, OACK, TimedOut(false), released");

        var plain = SenderByHand.plain().content(9);
        for (int i = 0; i < 5; i++) plain.step(Event.REQUEST_REPEATED);
        plain.did();
        assertThat(plain.after(100).did()).isEqualTo("DATA 1, DATA 1, TimedOut(false), released");
    }

    @Test
    void aRequestRepeatedAfterAllRepeatsIsAnsweredAndNoMore() {
        var sender = SenderByHand.offering(Deal.PLAIN).content(9).after(20);
        sender.did();
        assertThat(sender.step(Event.REQUEST_REPEATED).did()).isEqualTo("OACK");
        assertThat(sender.after(100).did()).isEqualTo("TimedOut(false), released");
    }

    @Test
    void afterProgressARepeatedRequestIsNotForUsToAnswer() {
        assertThat(SenderByHand.streaming(Deal.PLAIN, 9)
                        .step(Event.REQUEST_REPEATED)
                        .did())
                .isEmpty();
        assertThat(SenderByHand.streaming(Deal.PLAIN, 9)
                        .ack(1)
                        .step(Event.REQUEST_REPEATED)
                        .did())
                .isEqualTo("DATA 2");
        assertThat(ReceiverByHand.plain().block(1).step(Event.REQUEST_REPEATED).did())
                .isEqualTo("ACK 0, ACK 1");
    }

    @Test
    void aWindowNeedsProof() {
        assertThatIllegalArgumentException().isThrownBy(() -> unproven(Deal.PLAIN.window(2)));
    }

    @Test
    void theAnswerIsTheProof() {
        var sender = SenderByHand.offering(Deal.PLAIN).content(9);
        assertThat(sender.machine().proven()).isFalse();
        assertThat(sender.ack(0).machine().proven()).isTrue();
        var receiver = ReceiverByHand.offering(Deal.PLAIN);
        assertThat(receiver.machine().proven()).isFalse();
        assertThat(receiver.block(1).machine().proven()).isTrue();
    }

    @Test
    void onceProvenThePeerIsAskedUntilGivingUp() {
        var sender = SenderByHand.streaming(Deal.PLAIN, 9).after(100);
        assertThat(sender.did()).isEqualTo("DATA 1, DATA 1, DATA 1, DATA 1, DATA 1, TimedOut(true), released");
    }

    private static Sender unproven(Deal deal) {
        return new Sender(deal.terms(), Optional.empty(), false, Patience.DEFAULT, new Script());
    }
}
