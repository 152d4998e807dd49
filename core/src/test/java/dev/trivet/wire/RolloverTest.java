package dev.trivet.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RolloverTest {

    @ParameterizedTest
    @CsvSource({
        "TO_ZERO, 0, 0", "TO_ZERO, 65535, 65535", "TO_ZERO, 65536, 0", "TO_ZERO, 65537, 1", "TO_ZERO, 131072, 0",
        "TO_ONE, 0, 0", "TO_ONE, 65535, 65535", "TO_ONE, 65536, 1", "TO_ONE, 131070, 65535", "TO_ONE, 131071, 1",
        "TO_ZERO, 9223372036854775807, 65535", "TO_ONE, 9223372036854775807, 32767"
    })
    void aBlockHasTheNumberOfItsPlaceInTheCycle(Rollover rollover, long block, int number) {
        assertThat(rollover.number(block)).isEqualTo(new BlockNumber(number));
    }

    /// The plainest model of a sender: it counts, and goes round after 65535.
    @ParameterizedTest
    @EnumSource(Rollover.class)
    void eachBlockHasTheNumberAfterTheOneBefore(Rollover rollover) {
        int number = 0;
        for (long block = 0; block < 300_000; block++) {
            if (rollover.value(block) != number)
                assertThat(rollover.value(block)).as("block %d", block).isEqualTo(number);
            number = number < 65_535 ? number + 1 : rollover == Rollover.TO_ZERO ? 0 : 1;
        }
    }

    static Stream<Arguments> everyRolloverNearEveryBorder() {
        long[] borders = {0, 32_767, 65_535, 65_536, 131_070, 131_072, 196_605, 1L << 40};
        var cases = new ArrayList<Arguments>();
        for (var rollover : Rollover.values()) {
            for (long border : borders) {
                for (long block = Math.max(0, border - 3); block <= border + 3; block++) {
                    cases.add(Arguments.of(rollover, block));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("everyRolloverNearEveryBorder")
    void everyBlockOfTheLargestWindowIsFoundInBothDirections(Rollover rollover, long block) {
        var wrong = new ArrayList<String>();
        for (int steps = -32_767; steps <= 32_767; steps++) {
            long other = block + steps;
            if (other < 0 || rollover == Rollover.TO_ONE && other == 0) continue;
            int found = rollover.steps(block, rollover.number(other));
            if (found != steps) wrong.add("%d blocks away, found %d".formatted(steps, found));
        }
        assertThat(wrong).isEmpty();
    }

    /// Whatever number a datagram brings: the answer leads to a real block that has it, and no real one is nearer.
    @ParameterizedTest
    @MethodSource("everyRolloverNearEveryBorder")
    void everyNumberLeadsToTheNearestBlockThatHasIt(Rollover rollover, long block) {
        var wrong = new ArrayList<String>();
        int first = rollover == Rollover.TO_ZERO ? 0 : 1;
        int cycle = rollover == Rollover.TO_ZERO ? 65_536 : 65_535;
        for (int number = first; number <= 65_535; number++) {
            int steps = rollover.steps(block, new BlockNumber(number));
            long found = block + steps;
            boolean real = found >= first && rollover.value(found) == number;
            long opposite = steps < 0 ? found + cycle : found - cycle;
            boolean nearer = opposite >= first && Math.abs(opposite - block) < Math.abs(steps);
            if (!real || nearer) wrong.add("number %d, steps %d".formatted(number, steps));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void zeroStandsForTheRequestAloneWhereTheNumberAfter65535IsOne() {
        var zero = BlockNumber.ZERO;
        assertThat(List.of(0L, 1L, 32_767L, 65_535L, 65_536L, 200_000L))
                .allSatisfy(
                        block -> assertThat(Rollover.TO_ONE.steps(block, zero)).isEqualTo((int) -block));
        assertThat(Rollover.TO_ONE.steps(1L << 40, zero)).isEqualTo(Integer.MIN_VALUE);
    }

    @Test
    void nothingLiesBeforeTheFirstBlock() {
        assertThat(Rollover.TO_ZERO.steps(0, new BlockNumber(65_535))).isEqualTo(65_535);
        assertThat(Rollover.TO_ONE.steps(0, new BlockNumber(65_535))).isEqualTo(65_535);
        assertThat(Rollover.TO_ONE.steps(1, new BlockNumber(65_535))).isEqualTo(65_534);
        assertThatIllegalArgumentException().isThrownBy(() -> Rollover.TO_ZERO.value(-1));
    }
}
