package dev.trivet.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RFC 2349: the agreed timeout")
class AgreedTimeoutTest {
    private static final Deal FIVE_SECONDS = Deal.PLAIN.timeout(5);

    @Test
    void itIsTheFirstWaitOfEachPacket() {
        assertThat(SenderByHand.offering(FIVE_SECONDS).content(9).wake()).isEqualTo("wake 5.000");
        assertThat(SenderByHand.streaming(FIVE_SECONDS, 9).wake()).isEqualTo("wake 5.010");
        assertThat(ReceiverByHand.offering(FIVE_SECONDS).wake()).isEqualTo("wake 5.000");
    }

    @Test
    void itIsNotShortenedBeforeFourSamples() {
        var sender = SenderByHand.streaming(FIVE_SECONDS, 99).answering(1, 3, 0.1);
        assertThat(sender.wake()).isEqualTo("wake 5.310");
        // four of 100 ms: smoothed 100, variation 50 * (3/4)^3 = 21
        assertThat(sender.answering(4, 4, 0.1).wake()).isEqualTo("wake 0.594");
    }

    @Test
    void itIsTheLongestFirstWait() {
        var sender = SenderByHand.streaming(Deal.PLAIN.timeout(1), 99).answering(1, 3, 0.9);
        // the samples alone would say 0.9 + 4 * 0.19 s
        assertThat(sender.answering(4, 4, 0.9).wake()).isEqualTo("wake 4.610");
    }

    @Test
    void itIsDoubledLikeAnyOtherAndMayPassTheCeiling() {
        var sender = SenderByHand.streaming(Deal.PLAIN.timeout(20), 9).after(60);
        assertThat(sender.didWhen()).isEqualTo("""
                        20.010 DATA 1
                        40.010 DATA 1
                        60.010 TimedOut(true)
                        60.010 released
                        """);
    }

    @Test
    void threeOfThemPassBeforeGivingUp() {
        assertThat(SenderByHand.streaming(Deal.PLAIN.timeout(20), 9)
                        .after(60.011)
                        .did())
                .endsWith("TimedOut(true), released");
        assertThat(ReceiverByHand.offering(Deal.PLAIN.timeout(20)).after(59.9).did())
                .doesNotContain("TimedOut");
        assertThat(ReceiverByHand.offering(Deal.PLAIN.timeout(20)).after(60).did())
                .endsWith("TimedOut(false), released");
    }

    @Test
    void aShortOneDoesNotShortenGivingUp() {
        assertThat(SenderByHand.streaming(FIVE_SECONDS, 9).after(29.9).did()).doesNotContain("TimedOut");
        assertThat(SenderByHand.streaming(FIVE_SECONDS, 9).after(30.1).did()).endsWith("TimedOut(true), released");
    }

    @Test
    void theLongestOneOfTheRfcDoesNotOverflow() {
        var sender = SenderByHand.streaming(Deal.PLAIN.timeout(255), 9).after(800);
        assertThat(sender.did()).isEqualTo("DATA 1, DATA 1, TimedOut(true), released");
    }

    @Test
    void inLockStepAnAckIsNotRepeatedWithinASecondHoweverShortItIs() {
        var receiver = ReceiverByHand.offering(Deal.PLAIN.timeout(0.010));
        receiver.block(1).did();
        assertThat(receiver.after(0.999).did()).isEmpty();
        assertThat(receiver.after(0.001).did()).isEqualTo("ACK 1");
    }

    @Test
    void withAWindowTheQuestionMayComeSoonerButTheFlightIsNotRepeatedSooner() {
        var sender = SenderByHand.streaming(FIVE_SECONDS.window(4), 99);
        assertThat(sender.after(4.9).didWhen()).isEqualTo("0.050 DATA 4\n");
        assertThat(sender.after(0.15).didWhen()).isEqualTo("5.010 DATA 1-2\n5.015 DATA 3\n5.020 DATA 4\n");
    }

    @Test
    void withAWindowALastFlightOfOneBlockIsNotRepeatedSooner() {
        var sender = SenderByHand.streaming(FIVE_SECONDS.window(4), 1);
        assertThat(sender.after(5.1).didWhen()).isEqualTo("5.010 DATA 1\n");
    }

    @Test
    void withAWindowTheReceiverDoesNotShortenItBeforeFourSamples() {
        var receiver = ReceiverByHand.offering(FIVE_SECONDS.window(2));
        for (long block = 1; block <= 6; block += 2) receiver.after(0.1).blocks(block, block + 1);
        assertThat(receiver.wake()).isEqualTo("wake 5.300");
    }
}
