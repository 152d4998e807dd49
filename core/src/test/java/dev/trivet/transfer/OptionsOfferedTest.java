package dev.trivet.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 2347: after the OACK")
class OptionsOfferedTest {

    @Test
    void ack0TakesTheOfferAndDataBegins() {
        var sender = SenderByHand.offering(Deal.PLAIN).content(9);
        assertThat(sender.ack(0).did()).isEqualTo("OACK, DATA 1");
    }

    @Test
    void nothingButAck0TakesTheOffer() {
        var sender = SenderByHand.offering(Deal.PLAIN).content(9);
        assertThat(sender.ack(1).ack(65_535).did()).isEqualTo("OACK");
        assertThat(sender.machine().proven()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 100})
    void errorStraightAfterTheOfferIsASizeProbe(int code) {
        var sender = SenderByHand.offering(Deal.PLAIN).content(9);
        assertThat(sender.error(code).did()).isEqualTo("OACK, SizeProbe, released");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Malformatted OACK packet"})
    void error8MeansThatTheOfferWasRefused(String text) {
        var sender = SenderByHand.offering(Deal.PLAIN).content(9);
        assertThat(sender.error(8, text).did()).isEqualTo("OACK, StoppedByPeer, released");
    }

    @Test
    void error8IsASizeProbeWhereFirmwareOfEdk2SaysThatItsUserEndedIt() {
        var sender = SenderByHand.offering(Deal.PLAIN).content(9);
        assertThat(sender.error(8, "User aborted the transfer").did()).isEqualTo("OACK, SizeProbe, released");
    }

    @Test
    void afterTheOfferWasTakenAnErrorIsAnError() {
        assertThat(SenderByHand.streaming(Deal.PLAIN, 9).error(0).did()).isEqualTo("StoppedByPeer, released");
    }

    @Test
    void withoutAnOfferAnErrorIsAnError() {
        assertThat(SenderByHand.plain().content(9).error(0).did()).isEqualTo("DATA 1, StoppedByPeer, released");
    }

    @Test
    void theTimeBetweenOfferAndAck0IsNoSample() {
        // the client may have been busy: 0.9 s say nothing of the path, nor do ten microseconds
        var slow = SenderByHand.offering(Deal.PLAIN).content(9).after(0.9).ack(0);
        assertThat(slow.wake()).isEqualTo("wake 1.900");
        var fast = SenderByHand.offering(Deal.PLAIN).content(9).after(0.000_01).ack(0);
        assertThat(fast.wake()).isEqualTo("wake 1.000");
    }

    @Test
    void aRepeatedOackIsTakenAgainBeforeTheFirstBlockAndIgnoredLater() {
        var receiver = ReceiverByHand.accepting(Deal.PLAIN);
        assertThat(receiver.optionAck().did()).isEqualTo("ACK 0, ACK 0");
        assertThat(receiver.block(1).did()).isEqualTo("ACK 1");
        assertThat(receiver.optionAck().did()).isEmpty();
    }

    @Test
    void aServersReceiverDoesNotTakeAnOack() {
        assertThat(ReceiverByHand.offering(Deal.PLAIN).optionAck().did()).isEqualTo("OACK");
        assertThat(ReceiverByHand.plain().block(1).optionAck().did()).isEqualTo("ACK 0, ACK 1");
    }
}
