package dev.trivet.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.wire.Rollover;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// 2,001 blocks over a path of 1 Gbit/s, 1 ms and a queue of 1 MiB, downloads and uploads.
@DisplayName("Sender and receiver, against each other")
class PairTest {
    private static final int BLOCKS = 2001;
    private static final int BLOCK_SIZE = 1468;
    private static final int OCTETS = (BLOCKS - 1) * BLOCK_SIZE + 7;
    private static final int SEEDS = 5;

    private static Path.Spec path(double loss) {
        return new Path.Spec("1G 1ms", 1000, 0.001, 1 << 20, loss);
    }

    private static Pair pair(int window, double loss, long seed) {
        var deal = Deal.PLAIN.blocks(BLOCK_SIZE).window(window);
        return seed % 2 == 0
                ? Pair.download(deal, OCTETS, path(loss), seed)
                : Pair.upload(deal, OCTETS, path(loss), seed);
    }

    private static Pair completed(Pair pair, long seed) {
        pair.run();
        assertThat(pair.received).as("seed %d", seed).contains(new Outcome.Completed());
        assertThat(pair.storedRight()).as("seed %d", seed).isTrue();
        assertThat(pair.sent).as("seed %d", seed).contains(new Outcome.Completed());
        return pair;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 32, 64})
    void aCleanPathSeesEachPacketOnce(int window) {
        for (long seed = 0; seed < 2; seed++) {
            var pair = completed(pair(window, 0, seed), seed);
            assertThat(pair.sender.retransmissions()).isZero();
            assertThat(pair.receiver.retransmissions()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 32, 64})
    void onePercentOfLossBothWaysCostsLittle(int window) {
        double clean = pair(window, 0, 0).run().seconds();
        for (long seed = 0; seed < SEEDS; seed++) {
            var pair = completed(pair(window, 0.01, seed), seed);
            // a lost block takes the rest of its window along, half of it on average
            double least = 0.01 * BLOCKS * (1 + window / 2.0);
            assertThat((double) pair.sender.retransmissions())
                    .as("seed %d", seed)
                    .isLessThan(3 * least);
            assertThat(pair.seconds()).as("seed %d", seed).isLessThan(1.5 * clean + 0.2);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,9", "2,5", "3,4", "8,3", "32,3", "64,3"})
    void fivePercentOfLossDoesNotMakeTheSenderLoseHeart(int window, double seconds) {
        for (long seed = 0; seed < SEEDS; seed++) {
            var pair = completed(pair(window, 0.05, seed), seed);
            assertThat(pair.seconds()).as("seed %d", seed).isLessThan(seconds);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8, 32, 64})
    void packetsOutOfOrderCostNoMoreThanLostOnes(int window) {
        double clean = pair(window, 0, 0).run().seconds();
        for (long seed = 0; seed < SEEDS; seed++) {
            var pair = pair(window, 0, seed);
            pair.data.reordering(0.03, 200_000);
            pair.acks.reordering(0.03, 200_000);
            completed(pair, seed);
            assertThat((double) pair.sender.retransmissions())
                    .as("seed %d", seed)
                    .isLessThan(0.06 * BLOCKS * window);
            assertThat(pair.seconds()).as("seed %d", seed).isLessThan(1.5 * clean + 0.1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8, 32, 64})
    void packetsThatComeTwiceAreNoSorcerersApprentice(int window) {
        double clean = pair(window, 0, 0).run().seconds();
        for (long seed = 0; seed < SEEDS; seed++) {
            var pair = pair(window, 0, seed);
            pair.data.duplicating(0.02);
            pair.acks.duplicating(0.02);
            completed(pair, seed);
            assertThat(pair.sender.retransmissions()).as("seed %d", seed).isLessThan(BLOCKS / 8);
            assertThat(pair.seconds()).as("seed %d", seed).isLessThan(clean + 0.05);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void inLockStepNeitherDisorderNorDuplicatesMakeABlockGoOutTwice(long seed) {
        var pair = pair(1, 0, seed);
        pair.data.reordering(0.03, 200_000).duplicating(0.05);
        pair.acks.reordering(0.03, 200_000).duplicating(0.05);
        completed(pair, seed);
        assertThat(pair.sender.retransmissions()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "511,1", "512,1", "513,1", "0,4", "2047,4", "2048,4", "2049,4", "4096,4", "700,64"})
    void filesOfAnySizeArriveWhole(int octets, int window) {
        for (long seed = 0; seed < 50; seed++) {
            var deal = Deal.PLAIN.window(window);
            completed(Pair.download(deal, octets, path(0.1), seed), seed);
            completed(Pair.upload(deal, octets, path(0.1), seed), seed);
        }
    }

    @ParameterizedTest
    @CsvSource({"TO_ZERO,1", "TO_ONE,1", "TO_ZERO,64", "TO_ONE,64", "TO_ZERO,32767", "TO_ONE,32767"})
    void theRolloverIsPassedUnderLoss(Rollover to, int window) {
        var deal = Deal.PLAIN.blocks(8).window(window).rollover(to);
        completed(Pair.download(deal, 140_000 * 8, path(window > 64 ? 0.000_1 : 0.001), 3), 3);
    }
}
