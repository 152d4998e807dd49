package dev.trivet.sim;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Work that waits in virtual time")
class WaitingWorkersTest {
    private final SimulatedNetwork network = SimulatedNetwork.withSeed(1);
    private final WaitingWorkers workers = network.waitingWorkers();
    private final List<String> log = new ArrayList<>();

    @Test
    void worksTakeTurnsInTheOrderOfTime() {
        workers.submit(() -> twoSteps("a", 30));
        workers.submit(() -> twoSteps("b", 20));
        network.runUntilQuiet(ofSeconds(1));
        assertThat(log).containsExactly("0 a", "0 b", "20 b", "30 a");
        assertThat(workers.unfinished()).isZero();
    }

    private void twoSteps(String name, long millis) {
        note(name);
        workers.pass(ofMillis(millis));
        note(name);
    }

    private void note(String what) {
        log.add(network.now() / 1_000_000 + " " + what);
    }

    @Test
    void workThatHangsHoldsUpNothing() {
        workers.submit(workers::hang);
        workers.submit(() -> note("done"));
        assertThat(network.runUntilQuiet(ofSeconds(1))).isTrue();
        assertThat(log).containsExactly("0 done");
        assertThat(workers.unfinished()).isEqualTo(1);
    }

    @Test
    void faultOfWorkEndsTheSimulation() {
        workers.submit(() -> {
            workers.pass(ofMillis(5));
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(() -> network.run(ofSeconds(1))).hasMessage("broken");
    }

    @Test
    void onlyWorkCanWait() {
        assertThatThrownBy(() -> workers.pass(ofMillis(1))).isInstanceOf(IllegalStateException.class);
    }
}
