package dev.trivet.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// tftpd-hpa's `-T`: a first wait that the operator chose, doubled, and an end after 63 times it.
@DisplayName("Fixed retransmission")
class FixedRetransmissionTest {
    private static final Patience HALF_A_SECOND = fixed(Duration.ofMillis(500));

    private static Patience fixed(Duration first) {
        return new Patience(Duration.ofSeconds(30), Optional.of(first));
    }

    /// Offer taken after 10 ms, the first flight out.
    private static SenderByHand streaming(Deal deal, Patience patience, long blocks) {
        var sender = SenderByHand.offering(deal, patience)
                .content(blocks)
                .after(0.010)
                .ack(0);
        sender.did();
        return sender;
    }

    @Test
    void aBlockIsSentSixTimesAndTheTransferEndsAfterSixtyThreeFirstWaits() {
        assertThat(streaming(Deal.PLAIN, HALF_A_SECOND, 9).after(100).didWhen()).isEqualTo("""
                        0.510 DATA 1
                        1.510 DATA 1
                        3.510 DATA 1
                        7.510 DATA 1
                        15.510 DATA 1
                        31.510 TimedOut(true)
                        31.510 released
                        """);
    }

    @Test
    void roundTripsChangeNothing() {
        var sender = streaming(Deal.PLAIN, HALF_A_SECOND, 99).answering(1, 40, 0.01);
        sender.did();
        assertThat(sender.after(2).didWhen()).isEqualTo("0.910 DATA 41\n1.910 DATA 41\n");
    }

    @Test
    void progressBeginsAnew() {
        var sender = streaming(Deal.PLAIN, HALF_A_SECOND, 99).after(20).ack(1);
        sender.did();
        assertThat(sender.after(31.4).did()).isEqualTo("DATA 2, DATA 2, DATA 2, DATA 2, DATA 2");
        assertThat(sender.after(0.1).did()).isEqualTo("TimedOut(true), released");
    }

    @Test
    void theTimeoutThatTheClientAskedForStandsInItsPlace() {
        assertThat(streaming(Deal.PLAIN.timeout(2), HALF_A_SECOND, 9).after(200).didWhen())
                .isEqualTo("""
                        2.010 DATA 1
                        6.010 DATA 1
                        14.010 DATA 1
                        30.010 DATA 1
                        62.010 DATA 1
                        126.010 TimedOut(true)
                        126.010 released
                        """);
    }

    @Test
    void anUnprovenPeerGetsThreeDatagramsAsEver() {
        assertThat(SenderByHand.offering(Deal.PLAIN, HALF_A_SECOND)
                        .content(9)
                        .after(100)
                        .didWhen())
                .isEqualTo("""
                        0.000 OACK
                        0.500 OACK
                        1.500 OACK
                        31.500 TimedOut(false)
                        31.500 released
                        """);
        assertThat(ReceiverByHand.offering(Deal.PLAIN, HALF_A_SECOND).after(100).didWhen())
                .isEqualTo("""
                        0.000 OACK
                        0.500 OACK
                        1.500 OACK
                        31.500 TimedOut(false)
                        31.500 released
                        """);
    }

    @Test
    void aReceiverRepeatsItsAckAtTheSameTimes() {
        var receiver =
                ReceiverByHand.offering(Deal.PLAIN, HALF_A_SECOND).stored().block(1);
        receiver.did();
        assertThat(receiver.after(100).didWhen()).isEqualTo("""
                        0.500 ACK 1
                        1.500 ACK 1
                        3.500 ACK 1
                        7.500 ACK 1
                        15.500 ACK 1
                        31.500 TimedOut(true)
                        31.500 released
                        """);
    }

    /// The question costs one datagram and is no repeat of the window.
    @Test
    void aWindowIsRepeatedAtTheseTimesAndTheQuestionMayComeSooner() {
        var sender = streaming(Deal.PLAIN.window(4), HALF_A_SECOND, 99);
        assertThat(sender.after(0.4).didWhen()).isEqualTo("0.050 DATA 4\n");
        assertThat(sender.after(0.12).didWhen()).startsWith("0.510 DATA 1");
    }

    @Test
    void theQuestionNeverComesLaterThanTheRepeatWould() {
        var sender = streaming(Deal.PLAIN.window(4), fixed(Duration.ofMillis(10)), 99);
        assertThat(sender.after(0.015).didWhen()).isEqualTo("0.020 DATA 4\n");
    }

    @Test
    void theLongestWaitDoesNotOverflow() {
        var sender =
                streaming(Deal.PLAIN, fixed(Patience.LONGEST_RETRANSMIT), 9).after(17_000);
        assertThat(sender.did()).isEqualTo("DATA 1, DATA 1, DATA 1, DATA 1, DATA 1, TimedOut(true), released");
    }

    @Test
    void waitsOutOfRangeAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> fixed(Duration.ofMillis(9)));
        assertThatIllegalArgumentException().isThrownBy(() -> fixed(Duration.ofSeconds(256)));
    }
}
