package dev.trivet.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A peer at whose port nobody listens any more")
class PeerGoneTest {
    @Test
    void endsATransferAtOnce() {
        assertThat(SenderByHand.streaming(Deal.PLAIN, 3)
                        .ack(1)
                        .step(Event.PEER_GONE)
                        .did())
                .endsWith("PeerGone(true), released");
        assertThat(SenderByHand.plain().content(3).step(Event.PEER_GONE).did()).endsWith("PeerGone(false), released");
        assertThat(ReceiverByHand.plain().step(Event.PEER_GONE).did()).endsWith("PeerGone(false), released");
    }

    @Test
    void whoHadAllButTheLastAckProbablyHasTheFile() {
        assertThat(SenderByHand.streaming(Deal.PLAIN, 2)
                        .ack(1)
                        .step(Event.PEER_GONE)
                        .did())
                .endsWith("Unconfirmed, released");
    }

    @Test
    void whatIsBeingStoredIsKept() {
        assertThat(ReceiverByHand.plain().data(1, 5).step(Event.PEER_GONE).did())
                .doesNotContain("PeerGone");
    }
}
