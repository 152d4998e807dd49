package dev.trivet.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.wire.ErrorCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Only what can be read without waiting is sent; the rest is asked for in time.
@DisplayName("Ready content")
class ReadyContentTest {

    @Test
    void nothingIsSentBeforeContentIsReady() {
        var sender = SenderByHand.plain();
        assertThat(sender.after(2).did()).isEmpty();
        assertThat(sender.contentReady(511, false).did()).isEmpty();
        assertThat(sender.contentReady(512, false).did()).isEqualTo("DATA 1");
        assertThat(sender.ack(1).did()).isEmpty();
        assertThat(sender.contentReady(600, true).did()).isEqualTo("DATA 2");
        assertThat(sender.ack(2).did()).isEqualTo("Completed, released");
    }

    @Test
    void aFlightStopsWhereContentEndsAndGoesOnFromThere() {
        var sender = SenderByHand.offering(Deal.PLAIN.window(8))
                .contentReady(3 * 512, false)
                .ack(0);
        assertThat(sender.did()).isEqualTo("OACK, DATA 1-3");
        assertThat(sender.after(1).did()).isEmpty();
        assertThat(sender.contentReady(5 * 512 + 100, false).did()).isEqualTo("DATA 4-5");
        assertThat(sender.contentReady(20 * 512, false).did()).isEqualTo("DATA 6-8");
        assertThat(sender.ack(8).did()).isEqualTo("DATA 9-16");
        assertThat(sender.ack(16).did()).isEqualTo("DATA 17-20");
    }

    @Test
    void theEndMayBecomeKnownInTheMiddleOfAFlight() {
        var sender = SenderByHand.offering(Deal.PLAIN.window(8))
                .contentReady(3 * 512, false)
                .ack(0);
        assertThat(sender.did()).isEqualTo("OACK, DATA 1-3");
        assertThat(sender.contentReady(4 * 512 + 1, true).did()).isEqualTo("DATA 4-5");
        assertThat(sender.ack(5).did()).isEqualTo("Completed, released");
    }

    @Test
    void theEndMayBecomeKnownWhenAllFullBlocksAreOut() {
        var sender = SenderByHand.offering(Deal.PLAIN.window(2))
                .contentReady(2 * 512, false)
                .ack(0)
                .ack(2);
        assertThat(sender.did()).isEqualTo("OACK, DATA 1-2");
        // RFC 1350 §6: a file that is a multiple of the block ends with an empty one
        assertThat(sender.contentReady(2 * 512, true).did()).isEqualTo("DATA 3");
        assertThat(sender.ack(3).did()).isEqualTo("Completed, released");
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "511,1", "512,2", "513,2", "1024,3"})
    void theLastBlockIsTheFirstOneThatIsNotFull(long octets, long last) {
        var sender = SenderByHand.offering(Deal.PLAIN.window(8))
                .contentReady(octets, true)
                .ack(0);
        assertThat(sender.did()).isEqualTo(last == 1 ? "OACK, DATA 1" : "OACK, DATA 1-" + last);
        assertThat(sender.ack(last).did()).isEqualTo("Completed, released");
    }

    @Test
    void contentThatComesLateDoesNotSpoilTheEstimate() {
        var sender = SenderByHand.offering(Deal.PLAIN)
                .contentReady(20 * 512, false)
                .after(0.01)
                .ack(0);
        sender.answering(1, 20, 0.050).after(3);
        sender.contentReady(30 * 512, false).did();
        // had the three seconds counted as a round trip, the block would not be repeated before long
        assertThat(sender.after(0.100).did()).isEqualTo("DATA 21");
    }

    @Test
    void silenceIsNotMistakenForLossWhileWeOurselvesWait() {
        var sender = SenderByHand.offering(Deal.PLAIN.window(8))
                .contentReady(8 * 512, false)
                .after(0.01)
                .ack(0);
        sender.answering(8, 8, 0.01).did();
        assertThat(sender.after(5).did()).isEmpty();
        assertThat(sender.machine().retransmissions()).isZero();
    }

    @Test
    void twoWindowsAheadAreWanted() {
        var sender = SenderByHand.offering(Deal.PLAIN.window(8))
                .contentReady(100 * 512, false)
                .ack(0);
        assertThat(sender.machine().wantedOctets()).isEqualTo((8 + 16) * 512);
        assertThat(sender.ack(8).machine().wantedOctets()).isEqualTo((16 + 16) * 512);
    }

    @Test
    void contentBeyondTwoGibibytesIsCountedRight() {
        long blocks = 70_000;
        var sender =
                SenderByHand.offering(Deal.PLAIN.blocks(65_464)).content(blocks).ack(0);
        for (long block = 1; block < blocks; block++) sender.ack(block);
        assertThat(sender.machine().acknowledgedOctets()).isEqualTo(69_999L * 65_464);
        sender.did();
        assertThat(sender.ack(blocks).did()).isEqualTo("Completed, released");
    }

    @Test
    void contentThatFailsEndsWithError() {
        var refusal = new Refusal(ErrorCode.NOT_DEFINED, "file changed", "boot.img changed in place", "");
        var sender = SenderByHand.streaming(Deal.PLAIN.window(4), 99);
        assertThat(sender.step(new Event.Refuse(refusal)).did()).isEqualTo("ERROR 0, Refused, released");
        assertThat(sender.wake()).isEqualTo("wake never");
        assertThat(sender.ack(4).error(0).step(Event.TIMER_FIRED).did()).isEmpty();
    }
}
