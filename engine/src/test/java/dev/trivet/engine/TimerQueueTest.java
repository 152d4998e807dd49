package dev.trivet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerQueueTest {
    private final TimerQueue queue = new TimerQueue();

    @Test
    void anEmptyQueueHasNoDeadline() {
        assertThat(queue.earliest()).isEqualTo(Timer.NEVER);
        assertThatThrownBy(queue::take).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTimerThatMovesLaterComesLater() {
        Timer moved = timerAt(1);
        Timer other = timerAt(2);
        queue.schedule(moved, 3);

        assertThat(queue.earliest()).isEqualTo(2);
        assertThat(List.of(queue.take(), queue.take())).containsExactly(other, moved);
    }

    @Test
    void aTimerThatMovesEarlierComesEarlier() {
        Timer other = timerAt(2);
        Timer moved = timerAt(3);
        queue.schedule(moved, 1);

        assertThat(List.of(queue.take(), queue.take())).containsExactly(moved, other);
    }

    @Test
    void aTimerThatMovesLaterAndBackIsWhereItWas() {
        Timer moved = timerAt(1);
        timerAt(2);
        queue.schedule(moved, 3);
        queue.schedule(moved, 1);

        assertThat(queue.earliest()).isEqualTo(1);
        assertThat(queue.take()).isSameAs(moved);
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void aTimerTakenOutIsForgottenAtOnce() {
        Timer out = timerAt(1);
        queue.schedule(out, Timer.NEVER);

        assertThat(queue.size()).isZero();
        assertThat(out.deadline()).isEqualTo(Timer.NEVER);
    }

    @Test
    void aTimerThatWasTakenCanBeScheduledAgain() {
        timerAt(1);
        Timer taken = queue.take();
        queue.schedule(taken, 5);

        assertThat(queue.earliest()).isEqualTo(5);
    }

    /// Against the plainest of models: a map that is searched.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anyMovesLeaveTheEarliestInFront(long seed) {
        var random = new Random(seed);
        var timers = new ArrayList<Timer>();
        for (int i = 0; i < 100; i++) timers.add(new Timer(() -> {}));
        Map<Timer, Long> model = new HashMap<>();

        for (int i = 0; i < 2_000; i++) {
            Timer timer = timers.get(random.nextInt(timers.size()));
            switch (random.nextInt(8)) {
                case 0 -> move(model, timer, Timer.NEVER);
                case 1 -> takeOne(model, seed);
                default -> move(model, timer, random.nextInt(1_000));
            }
            assertThat(queue.size()).as("seed %d", seed).isEqualTo(model.size());
            assertThat(queue.earliest()).as("seed %d", seed).isEqualTo(earliest(model));
        }
    }

    private void move(Map<Timer, Long> model, Timer timer, long deadline) {
        queue.schedule(timer, deadline);
        if (deadline == Timer.NEVER) model.remove(timer);
        else model.put(timer, deadline);
    }

    private void takeOne(Map<Timer, Long> model, long seed) {
        if (model.isEmpty()) return;
        long earliest = earliest(model);
        assertThat(model.remove(queue.take())).as("seed %d", seed).isEqualTo(earliest);
    }

    private static long earliest(Map<Timer, Long> model) {
        return model.values().stream().mapToLong(Long::longValue).min().orElse(Timer.NEVER);
    }

    private Timer timerAt(long deadline) {
        var timer = new Timer(() -> {});
        queue.schedule(timer, deadline);
        return timer;
    }
}
