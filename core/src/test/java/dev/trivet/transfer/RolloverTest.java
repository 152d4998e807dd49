package dev.trivet.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.wire.Rollover;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Rollover: the block after 65535")
class RolloverTest {
    private static final Deal EIGHT = Deal.PLAIN.blocks(8).window(8);

    @ParameterizedTest
    @CsvSource({
        "TO_ZERO,1",
        "TO_ONE,1",
        "TO_ZERO,7",
        "TO_ONE,7",
        "TO_ZERO,64",
        "TO_ONE,64",
        "TO_ZERO,32767",
        "TO_ONE,32767"
    })
    void aSenderPassesItAtAnyWindow(Rollover to, int window) {
        long blocks = 200_000;
        var sender = SenderByHand.streaming(Deal.PLAIN.blocks(8).window(window).rollover(to), blocks);
        for (long block = window; block < blocks; block += window) {
            if (block > window)
                assertThat(sender.ack(block - window - 1).did())
                        .as("an old ACK before %d", block)
                        .isEmpty();
            long end = Math.min(block + window, blocks);
            assertThat(sender.ack(block).did())
                    .isEqualTo(window == 1 ? "DATA " + end : "DATA " + (block + 1) + "-" + end);
        }
        assertThat(sender.ack(blocks).did()).isEqualTo("Completed, released");
    }

    @ParameterizedTest
    @CsvSource({
        "TO_ZERO,1",
        "TO_ONE,1",
        "TO_ZERO,7",
        "TO_ONE,7",
        "TO_ZERO,64",
        "TO_ONE,64",
        "TO_ZERO,32767",
        "TO_ONE,32767"
    })
    void aReceiverPassesItAtAnyWindow(Rollover to, int window) {
        long blocks = 200_000;
        var deal = Deal.PLAIN.blocks(8).window(window).rollover(to);
        var receiver = ReceiverByHand.agreedRollover(deal).blocks(1, blocks).data(to.value(blocks + 1), 0);
        assertThat(receiver.machine().deliveredOctets()).isEqualTo(blocks * 8);
        assertThat(receiver.did()).endsWith("commit");
        assertThat(receiver.committed().did()).isEqualTo("ACK " + to.value(blocks + 1) + ", Completed");
    }

    @ParameterizedTest
    @EnumSource(Rollover.class)
    void inLockStepTheFirstBlockAfter65535DecidesForTheReceiver(Rollover to) {
        var receiver = ReceiverByHand.offering(Deal.PLAIN.blocks(8)).blocks(1, 65_535);
        receiver.did();
        assertThat(receiver.data(to.value(65_536), 8).did()).isEqualTo("ACK " + to.value(65_536));
        assertThat(receiver.data(to.value(65_537), 8).did()).isEqualTo("ACK " + to.value(65_537));
        // and from then on it is decided
        for (long block = 65_538; block <= 131_072; block++) receiver.stored().data(to.value(block), 8);
        assertThat(receiver.machine().deliveredOctets()).isEqualTo(131_072 * 8);
    }

    @Test
    void inLockStepARepeatOf65535DecidesNothing() {
        var receiver = ReceiverByHand.offering(Deal.PLAIN.blocks(8)).blocks(1, 65_535);
        receiver.did();
        assertThat(receiver.data(65_535, 8).did()).isEqualTo("ACK 65535");
        assertThat(receiver.data(1, 8).did()).isEqualTo("ACK 1");
    }

    @Test
    void withAWindowAnythingBut0After65535IsAGap() {
        // a lost 0 followed by 1 looks the same as a wrap to 1
        var receiver = ReceiverByHand.offering(EIGHT).blocks(1, 65_535);
        receiver.did();
        assertThat(receiver.data(1, 8).did()).isEqualTo("ACK 65535");
        assertThat(receiver.data(2, 8).did()).isEmpty();
        assertThat(receiver.machine().deliveredOctets()).isEqualTo(65_535 * 8);
        assertThat(receiver.data(0, 8).machine().deliveredOctets()).isEqualTo(65_536 * 8);
    }

    @Test
    void withAWindowAnythingBut1After65535IsNotTakenWhereThatWasAgreed() {
        var receiver =
                ReceiverByHand.agreedRollover(EIGHT.rollover(Rollover.TO_ONE)).blocks(1, 65_535);
        assertThat(receiver.data(0, 8).machine().deliveredOctets()).isEqualTo(65_535 * 8);
        assertThat(receiver.data(1, 8).machine().deliveredOctets()).isEqualTo(65_536 * 8);
    }

    @Test
    void aGapAcrossItIsAskedForLikeAnyOther() {
        var receiver = ReceiverByHand.offering(EIGHT).blocks(1, 65_534);
        receiver.did();
        assertThat(receiver.block(65_536).did()).isEqualTo("ACK 65534");
        var sender = SenderByHand.streaming(EIGHT, 99_999);
        for (long block = 8; block <= 65_528; block += 8) sender.ack(block);
        sender.did();
        assertThat(sender.ack(65_535).did()).isEqualTo("DATA 65536-65543");
        assertThat(sender.ack(65_537).did()).isEqualTo("DATA 65538-65545");
    }
}
