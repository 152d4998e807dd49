package dev.trivet.app.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    private final List<Integer> halts = new ArrayList<>();

    @Test
    void aSignalInterruptsTheThreadThatWaitsAndDecidesTheExitCode() {
        try (var interruption = new Interruption(Thread.currentThread(), halts::add)) {
            assertThat(interruption.happened()).isFalse();
            interruption.heard(2);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(interruption.happened()).isTrue();
            assertThat(interruption.exitCode()).isEqualTo(130);
        }
        assertThat(halts).isEmpty();
    }

    @Test
    void aSecondSignalEndsAtOnce() {
        try (var interruption = new Interruption(Thread.currentThread(), halts::add)) {
            interruption.heard(15);
            interruption.heard(2);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(halts).containsExactly(143);
        }
    }
}
