package dev.trivet.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What a sender does with a window: go on, go back, ask, measure, pace.
@DisplayName("RFC 7440 §4: sending windows")
class WindowSendingTest {
    private static final Deal EIGHT = Deal.PLAIN.window(8);

    @Test
    void aWindowGoesOutAtOnceAndTheNextOneAfterItsAck() {
        var sender = SenderByHand.offering(EIGHT).content(99).ack(0);
        assertThat(sender.did()).isEqualTo("OACK, DATA 1-8");
        assertThat(sender.ack(8).did()).isEqualTo("DATA 9-16");
    }

    @Test
    void anAckInsideAWindowResumesAfterIt() {
        assertThat(SenderByHand.streaming(EIGHT, 99).ack(3).did()).isEqualTo("DATA 4-11");
    }

    @Test
    void theLastWindowIsAsLongAsTheFile() {
        var sender = SenderByHand.streaming(EIGHT, 10).ack(8);
        assertThat(sender.did()).isEqualTo("DATA 9-10");
        assertThat(sender.ack(10).did()).isEqualTo("Completed, released");
    }

    @Test
    void furtherAcksOfOneBlockAreIgnoredAsOftenAsBlocksUnderWayCanCauseThem() {
        var sender = SenderByHand.streaming(EIGHT, 99).ack(2);
        assertThat(sender.did()).isEqualTo("DATA 3-10");
        // 4 to 8 of the first flight were still under way: each of them may cause one
        assertThat(sender.ack(2).ack(2).ack(2).ack(2).ack(2).did()).isEmpty();
        assertThat(sender.after(0.01).ack(2).did()).isEqualTo("DATA 3-10");
    }

    @Test
    void aRequestToGoBackThatComesSoonerThanAnAnswerCanIsNone() {
        var sender = SenderByHand.streaming(EIGHT, 99).after(0.01).ack(8);
        sender.did();
        assertThat(sender.ack(8).ack(8).after(0.004).ack(8).did()).isEmpty();
        assertThat(sender.after(0.006).ack(8).did()).isEqualTo("DATA 9-16");
        assertThat(sender.ack(8).ack(8).did()).as("nor a second one with it").isEmpty();
    }

    @Test
    void anOldAckGetsSilence() {
        var sender = SenderByHand.streaming(EIGHT, 99).ack(8);
        sender.did();
        assertThat(sender.ack(0).ack(1).ack(7).did()).isEmpty();
        // one more of the block before the window is a request to go back
        assertThat(sender.ack(8).did()).isEqualTo("DATA 9-16");
    }

    @Test
    void ackZeroForEachRepeatedOackIsIgnored() {
        var sender = SenderByHand.offering(EIGHT).content(99).after(3).ack(0);
        assertThat(sender.did()).isEqualTo("OACK, OACK, OACK, DATA 1-8");
        assertThat(sender.ack(0).ack(0).did()).isEmpty();
    }

    @Test
    void silenceIsAskedAboutWithTheLastBlock() {
        var sender = SenderByHand.streaming(EIGHT, 99);
        assertThat(sender.after(0.1).didWhen()).startsWith("0.050 DATA 8\n");
    }

    @Test
    void theFirstQuestionWaitsFourTimesAsLongAsTheOfferTookButNoSecond() {
        assertThat(SenderByHand.offering(EIGHT).content(99).after(0.001).ack(0).wake())
                .isEqualTo("wake 0.031");
        assertThat(SenderByHand.offering(EIGHT).content(99).after(0.100).ack(0).wake())
                .isEqualTo("wake 0.500");
        assertThat(SenderByHand.offering(EIGHT).content(99).after(0.900).ack(0).wake())
                .isEqualTo("wake 1.900");
    }

    @Test
    void whenOnlyTheAckWasLostTheQuestionHasReplacedTheWindow() {
        var sender = SenderByHand.streaming(EIGHT, 99).answering(8, 16, 0.010).after(0.03);
        sender.did();
        assertThat(sender.ack(24).did()).isEqualTo("DATA 25-32");
        assertThat(sender.machine().retransmissions()).isEqualTo(1);
    }

    @Test
    void whenTheTailWasDroppedAFewBlocksAndTheLastMeasureThePath() {
        var sender = SenderByHand.streaming(EIGHT, 99).after(0.040);
        assertThat(sender.did()).isEqualTo("DATA 8");
        // 4 came through: half of them, and the last block of the window for the gap
        assertThat(sender.after(0.010).ack(4).did()).isEqualTo("DATA 5-6, DATA 12");
    }

    @Test
    void afterTheMeasurementFlightsArePaced() {
        var sender = SenderByHand.streaming(EIGHT, 99).after(0.040).after(0.010).ack(4);
        sender.did();
        // two blocks of 558 octets in 12 ms less 10 ms of round trip: 558 octets a millisecond, and a tenth more
        assertThat(sender.after(0.012).ack(6).after(0.004).didWhen()).isEqualTo("""
                        0.072 DATA 7-8
                        0.073 DATA 9
                        0.074 DATA 10
                        0.075 DATA 11
                        0.076 DATA 12
                        """);
    }

    @Test
    void aShortMeasurementCountsToo() {
        // three of eight came through: a queue of a few packets, as many transfers share one
        var sender = SenderByHand.streaming(EIGHT, 99).after(0.040).after(0.010).ack(3);
        sender.did();
        assertThat(sender.after(0.014).ack(5).did()).isEqualTo("DATA 6-7");
    }

    @Test
    void aFullAnswerDoesNotProveThatTheQuestionWasHeard() {
        // the flight took longer than we had patience: the question comes to a receiver that has answered already
        var sender = SenderByHand.streaming(EIGHT, 99).after(0.045);
        assertThat(sender.did()).isEqualTo("DATA 8");
        assertThat(sender.ack(8).did()).isEqualTo("DATA 9-16");
        assertThat(sender.ack(8).did()).isEmpty();
        assertThat(sender.after(0.01).ack(8).did()).isEqualTo("DATA 9-16");
    }

    @Test
    void aTrainIsAQuarterOfAMillisecond() {
        var sender = SenderByHand.offering(EIGHT)
                .content(99)
                .after(0.001)
                .ack(0)
                .after(0.030)
                .after(0.001)
                .ack(4);
        assertThat(sender.did()).isEqualTo("OACK, DATA 1-8, DATA 8, DATA 5-6, DATA 12");
        // two blocks in 1.137 ms less an eighth: two in a millisecond
        assertThat(sender.after(0.001_25).ack(6).after(0.000_4).did()).isEqualTo("DATA 7-8, DATA 9-10");
    }

    @Test
    void aTrainThatGoesOutLateIsCaughtUpWith() {
        var sender = SenderByHand.streaming(EIGHT, 99)
                .after(0.040)
                .after(0.010)
                .ack(4)
                .after(0.012)
                .ack(6);
        assertThat(sender.wake()).isEqualTo("wake 0.073");
        // a block each 0.909 ms: the plan holds, though this one is sent 0.5 ms late
        assertThat(sender.late(0.000_5).wake()).isEqualTo("wake 0.074");
        // but what was missed in a long pause does not go out in one burst
        sender.did();
        assertThat(sender.late(0.020).after(0).did()).isEqualTo("DATA 10-13");
    }

    @Test
    void aReceiverThatAnswersNoQuestionIsAskedOnlyWhereThatCostsNoTime() {
        var sender = SenderByHand.streaming(EIGHT.window(4), 99).answering(4, 40, 0.001);
        sender.did();
        String once = "DATA 44, DATA 41-44, ";
        // the first silence is not blamed on the burst, since whole windows got through; the next one is
        assertThat(sender.after(0.080).did()).startsWith(once + once.substring(0, 9) + "DATA 41-42, DATA 43-44");
        var slow = SenderByHand.streaming(EIGHT.window(4), 99).answering(4, 40, 0.040);
        slow.did();
        assertThat(slow.after(0.600).did())
                .isEqualTo(once + "DATA 44, DATA 41-42, DATA 43, DATA 44, DATA 41-42, DATA 43, DATA 44");
    }

    @Test
    void anAnsweredQuestionRestoresTheTrust() {
        var sender = SenderByHand.streaming(EIGHT.window(4), 99)
                .answering(4, 40, 0.040)
                .after(0.100);
        assertThat(sender.did()).endsWith("DATA 44, DATA 41-44");
        sender.ack(44).after(0.050).did();
        sender.after(0.040).ack(46).did();
        // one question had no answer, one had: two more may be asked
        assertThat(sender.after(1).did())
                .startsWith("DATA 49, DATA 50, DATA 50, DATA 47-48, DATA 49, DATA 50, DATA 50, DATA 47");
    }

    @Test
    void inARepeatedFlightAnAckFromTheMiddleSlidesTheWindowOn() {
        var sender = SenderByHand.streaming(EIGHT, 99).answering(8, 80, 0.001);
        sender.did();
        assertThat(sender.after(0.025).did()).isEqualTo("DATA 88, DATA 81-88");
        // it had 81 to 84 already: what was sent behind is still good
        assertThat(sender.after(0.001).ack(84).did()).isEqualTo("DATA 89-92");
        assertThat(sender.after(0.001).ack(88).did()).isEqualTo("DATA 93-96");
        assertThat(sender.machine().retransmissions()).isEqualTo(9);
    }

    @Test
    void butAReceiverKnownToAnswerGapsIsBelievedThatThereIsOne() {
        var sender = SenderByHand.streaming(EIGHT, 99)
                .answering(8, 72, 0.001)
                .after(0.001)
                .ack(77);
        assertThat(sender.did()).endsWith("DATA 78-85");
        assertThat(sender.after(0.025).did()).isEqualTo("DATA 85, DATA 78-85");
        assertThat(sender.after(0.001).ack(80).did()).isEqualTo("DATA 81-88");
    }

    @Test
    void aPacedFlightThatSlidesOnIsNotTakenForSilent() {
        var sender = SenderByHand.streaming(EIGHT, 99).after(0.860);
        assertThat(sender.did()).endsWith("DATA 1-2, DATA 3, DATA 4, DATA 5, DATA 6, DATA 7, DATA 8");
        // repeated for the third time, a block each 10 ms: the next silence would be at 1.490
        assertThat(sender.wake()).isEqualTo("wake 1.490");
        assertThat(sender.ack(6).after(0.050).did()).isEqualTo("DATA 9-10, DATA 11, DATA 12, DATA 13, DATA 14");
    }

    @Test
    void anAckThatWasOnlyLateCountsWhileItsWindowIsBeingRepeated() {
        // U-Boot answers no copies: unheard, it is silent until its own timer
        var sender = SenderByHand.streaming(EIGHT, 99).after(0.082);
        assertThat(sender.did()).isEqualTo("DATA 8, DATA 1-2");
        assertThat(sender.ack(8).after(0.010).did()).isEqualTo("DATA 9-10, DATA 11, DATA 12, DATA 13, DATA 14");
    }

    @Test
    void whatALateAckFromTheMiddleNamesIsNotRepeated() {
        var sender = SenderByHand.streaming(EIGHT, 99).after(0.082);
        sender.did();
        assertThat(sender.ack(5).after(0.010).did()).isEqualTo("DATA 6, DATA 7, DATA 8, DATA 9");
    }

    @Test
    void oneLostBlockSlowsNothingDown() {
        var sender = SenderByHand.streaming(EIGHT, 999).answering(8, 160, 0.010);
        sender.did();
        assertThat(sender.after(0.010).ack(162).did()).isEqualTo("DATA 163-170");
        assertThat(sender.after(0.010).ack(170).did()).isEqualTo("DATA 171-178");
    }

    @Test
    void aPathThatDropsTailsTwiceCountsAsCollapsed() {
        var sender =
                SenderByHand.streaming(EIGHT, 999).after(0.040).after(0.010).ack(4);
        assertThat(sender.machine().collapsed()).isFalse();
        sender.after(0.012).ack(6).after(0.060).ack(8);
        assertThat(sender.machine().collapsed()).isTrue();
    }
}
