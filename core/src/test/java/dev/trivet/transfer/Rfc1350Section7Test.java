package dev.trivet.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.trivet.wire.BlockNumber;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Mode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RFC 1350 §7 Premature termination, and packets that do not belong")
class Rfc1350Section7Test {
    private static final Refusal DISK_FULL =
            new Refusal(ErrorCode.DISK_FULL, "Disk full", "no space left on /srv", "make room");
    private static final Packet REQUEST = new Packet.ReadRequest("a", Mode.OCTET, Options.NONE);

    @Test
    void anErrorEndsTheTransferAndIsNeverAnswered() {
        assertThat(SenderByHand.streaming(Deal.PLAIN, 9).error(3).did()).isEqualTo("StoppedByPeer, released");
        assertThat(ReceiverByHand.plain().blocks(1, 1).error(0).did())
                .isEqualTo("ACK 0, ACK 1, StoppedByPeer, released");
        assertThat(ReceiverByHand.plain().data(1, 3).error(0).did())
                .isEqualTo("ACK 0, commit, StoppedByPeer, released");
    }

    @Test
    void afterTheEndNothingIsAnswered() {
        var sender = SenderByHand.streaming(Deal.PLAIN, 9).error(3);
        sender.did();
        assertThat(sender.ack(1)
                        .ack(2)
                        .error(0)
                        .content(9)
                        .step(Event.REQUEST_REPEATED)
                        .after(100)
                        .did())
                .isEmpty();
        var receiver = ReceiverByHand.plain().data(1, 3).error(3);
        receiver.did();
        assertThat(receiver.committed().stored().data(1, 3).error(0).after(100).did())
                .isEmpty();
    }

    @Test
    void whatOnlyASenderSendsGetsSilenceFromASender() {
        var sender = SenderByHand.streaming(Deal.PLAIN, 9);
        assertThat(sender.data(1).receives(SenderByHand.OFFER).receives(REQUEST).did())
                .isEmpty();
    }

    @Test
    void whatOnlyAReceiverSendsGetsSilenceFromAReceiver() {
        var receiver = ReceiverByHand.plain();
        receiver.did();
        assertThat(receiver.receives(new Packet.Ack(BlockNumber.ZERO))
                        .receives(REQUEST)
                        .did())
                .isEmpty();
    }

    @Test
    void ourOwnFailureIsToldToThePeer() {
        assertThat(ReceiverByHand.plain().step(new Event.Refuse(DISK_FULL)).did())
                .isEqualTo("ACK 0, ERROR 3, Refused, released");
        assertThat(ReceiverByHand.plain()
                        .data(1, 3)
                        .step(new Event.Refuse(DISK_FULL))
                        .did())
                .isEqualTo("ACK 0, commit, ERROR 3, Refused, released");
    }

    @Test
    void aBlockLongerThanAgreedEndsTheTransferWithError4() {
        assertThat(ReceiverByHand.plain().data(1, 513).did()).isEqualTo("ACK 0, ERROR 4, Refused, released");
    }

    @Test
    void whatWasNeverToBeCommittedCannotHaveBeen() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ReceiverByHand.plain().committed());
        assertThatIllegalStateException()
                .isThrownBy(() -> ReceiverByHand.plain().data(1, 0).committed().committed());
    }
}
