package dev.trivet.app.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    private final List<Integer> halts = new ArrayList<>();
    private long now = 1;

    @Test
    void aSignalInterruptsTheThreadThatWaitsAndDecidesTheExitCode() {
        try (var interruption = new Interruption(Thread.currentThread(), halts::add, () -> now)) {
            assertThat(interruption.happened()).isFalse();
            interruption.heard(2);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(interruption.happened()).isTrue();
            assertThat(interruption.exitCode()).isEqualTo(130);
        }
        assertThat(halts).isEmpty();
    }

    /// `timeout` sends SIGTERM to the process and to its group.
    @Test
    void theSameWishThatArrivesTwiceIsOne() {
        try (var interruption = new Interruption(Thread.currentThread(), halts::add, () -> now)) {
            interruption.heard(15);
            now += 499_999_999;
            interruption.heard(15);
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(halts).isEmpty();
    }

    @Test
    void aSecondSignalEndsAtOnce() {
        try (var interruption = new Interruption(Thread.currentThread(), halts::add, () -> now)) {
            interruption.heard(15);
            now += 500_000_000;
            interruption.heard(2);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(halts).containsExactly(143);
        }
    }
}
