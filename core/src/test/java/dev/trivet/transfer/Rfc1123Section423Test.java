package dev.trivet.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The Sorcerer's Apprentice, and a timeout that adapts.
@DisplayName("RFC 1123 §4.2.3 TFTP: specific issues")
class Rfc1123Section423Test {

    @Test
    void aDuplicateAckNeverTriggersData() {
        var sender = SenderByHand.streaming(Deal.PLAIN, 9);
        assertThat(sender.ack(0).ack(0).did()).isEmpty();
        assertThat(sender.ack(1).did()).isEqualTo("DATA 2");
        assertThat(sender.ack(1).ack(1).ack(0).did()).isEmpty();
    }

    @Test
    void aDuplicateAckNeverTriggersDataWhenTheBlockHasBeenRepeated() {
        var sender = SenderByHand.streaming(Deal.PLAIN, 9).after(0.1).ack(1).after(0.4);
        assertThat(sender.did()).isEqualTo("DATA 2, DATA 2");
        assertThat(sender.ack(2).did()).isEqualTo("DATA 3");
        assertThat(sender.ack(2).did()).isEmpty();
    }

    @Test
    void aDuplicateAckMovesNoTimer() {
        var sender = SenderByHand.streaming(Deal.PLAIN, 9);
        String due = sender.wake();
        assertThat(sender.after(0.5).ack(0).wake()).isEqualTo(due).isEqualTo("wake 1.010");
    }

    @Test
    void anAckOfTheFutureGetsSilence() {
        var sender = SenderByHand.streaming(Deal.PLAIN, 9);
        assertThat(sender.ack(2).ack(9).ack(40_000).did()).isEmpty();
        assertThat(sender.machine().acknowledgedOctets()).isZero();
    }

    @Test
    void theWaitFollowsTheRoundTrips() {
        var sender = SenderByHand.streaming(Deal.PLAIN, 99).answering(1, 50, 0.100);
        sender.did();
        // the smoothed round trip is 100 ms, the variation has nearly gone
        assertThat(sender.after(0.099).did()).isEmpty();
        assertThat(sender.after(0.020).did()).isEqualTo("DATA 51");
    }

    @Test
    void noWaitIsShorterThanTwentyMilliseconds() {
        var sender = SenderByHand.streaming(Deal.PLAIN, 99).answering(1, 50, 0.000_1);
        sender.did();
        assertThat(sender.after(0.019_9).did()).isEmpty();
        assertThat(sender.after(0.000_1).did()).isEqualTo("DATA 51");
    }

    @Test
    void theWaitDoublesUpToEightSeconds() {
        // one sample of 100 ms: the first wait is 100 + 4 * 50 ms
        var sender = SenderByHand.streaming(Deal.PLAIN, 9).after(0.1).ack(1).after(60);
        assertThat(sender.didWhen()).isEqualTo("""
                        0.110 DATA 2
                        0.410 DATA 2
                        1.010 DATA 2
                        2.210 DATA 2
                        4.610 DATA 2
                        9.410 DATA 2
                        17.410 DATA 2
                        25.410 DATA 2
                        30.110 TimedOut(true)
                        30.110 released
                        """);
    }

    @Test
    void anAnswerToARepeatedBlockIsNoSample() {
        var sender =
                SenderByHand.streaming(Deal.PLAIN, 99).answering(1, 20, 0.100).after(0.5);
        // answers to a block that went out three times: which of them was heard is unknown (Karn)
        var trusting = SenderByHand.streaming(Deal.PLAIN, 99).answering(1, 20, 0.100);
        assertThat(wait(sender.ack(21), 0.5 + 2.010))
                .isEqualTo(wait(trusting.after(0.1).ack(21), 0.1 + 2.010));
    }

    private static String wait(SenderByHand sender, double now) {
        double wake = Double.parseDouble(sender.wake().substring("wake ".length()));
        return "%.3f".formatted(wake - now);
    }
}
