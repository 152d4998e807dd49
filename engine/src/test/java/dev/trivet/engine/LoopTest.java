package dev.trivet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopTest {
    private final List<String> seen = new ArrayList<>();
    private final List<RuntimeException> uncaught = new ArrayList<>();
    private final ScriptedTransport transport = new ScriptedTransport();
    private final Loop loop = new Loop(transport, uncaught::add);

    @Test
    void waitsForTheEarlierOfWhatItIsToldAndTheNextTimer() {
        loop.schedule(new Timer(() -> {}), 70);
        loop.turn(50);
        loop.turn(100);
        loop.schedule(new Timer(() -> {}), 90);
        loop.turn(100);

        assertThat(transport.deadlines).containsExactly(50L, 70L, 70L);
    }

    @Test
    void doesNotWaitWhileWorkIsPosted() {
        loop.post(() -> seen.add("work"));
        assertThat(loop.nextDeadline()).isEqualTo(loop.now());

        loop.turn(Timer.NEVER);

        assertThat(transport.deadlines).containsExactly(Long.MIN_VALUE);
        assertThat(seen).containsExactly("work");
        assertThat(loop.nextDeadline()).isEqualTo(Timer.NEVER);
    }

    @Test
    void readsWhatCameDuringAPauseBeforeItFiresATimer() {
        loop.schedule(new Timer(() -> seen.add("timer")), 10);
        loop.post(() -> {
            transport.now = 500; // a pause
            for (int i = 0; i < 5; i++) transport.arrive("datagram " + i);
        });
        loop.turn(Timer.NEVER);

        assertThat(seen).containsExactly("datagram 0", "datagram 1", "datagram 2", "datagram 3", "datagram 4", "timer");
    }

    @Test
    void aTimerThatADatagramMovedDoesNotFire() {
        var timer = new Timer(() -> seen.add("timer"));
        loop.schedule(timer, 10);
        loop.post(() -> {
            transport.now = 500;
            transport.scripts.add(() -> loop.schedule(timer, 600));
        });
        loop.turn(Timer.NEVER);

        assertThat(seen).isEmpty();
        assertThat(loop.nextDeadline()).isEqualTo(600);
    }

    @Test
    void aFloodHoldsNoTimerBack() {
        loop.schedule(new Timer(() -> seen.add("timer")), 10);
        transport.now = 10;
        for (int i = 0; i < 40_000; i++) transport.scripts.add(() -> {});
        loop.turn(Timer.NEVER);

        assertThat(seen).containsExactly("timer");
        assertThat(transport.scripts).isNotEmpty();
    }

    @Test
    void aTimerThatAsksForThePresentAgainFiresInTheNextTurn() {
        var timer = new Timer[1];
        timer[0] = new Timer(() -> {
            seen.add("timer");
            loop.schedule(timer[0], loop.now());
        });
        loop.schedule(timer[0], loop.now());
        loop.turn(Timer.NEVER);
        loop.turn(Timer.NEVER);

        assertThat(seen).containsExactly("timer", "timer");
    }

    @Test
    void workThatPostsItselfKeepsTheLoopFromNothing() {
        var again = new Runnable[1];
        again[0] = () -> loop.post(again[0]);
        loop.post(again[0]);
        loop.schedule(new Timer(() -> seen.add("timer")), loop.now());
        loop.turn(Timer.NEVER);

        assertThat(seen).containsExactly("timer");
    }

    @Test
    void postingWakesTheTransportOnceAndOnlyWhileItWaits() {
        loop.post(() -> {});
        loop.turn(Timer.NEVER);
        assertThat(transport.wakeups).isZero();

        transport.scripts.add(() -> IntStream.range(0, 3).forEach(i -> loop.post(() -> seen.add("work " + i))));
        loop.turn(Timer.NEVER);

        assertThat(transport.wakeups).isEqualTo(1);
        assertThat(seen).containsExactly("work 0", "work 1", "work 2");
    }

    @Test
    void whatIsThrownEndsNeitherTheTurnNorTheLoop() {
        loop.post(() -> {
            throw new IllegalStateException("work");
        });
        loop.post(() -> seen.add("more work"));
        loop.schedule(
                new Timer(() -> {
                    throw new IllegalStateException("timer");
                }),
                0);
        loop.schedule(new Timer(() -> seen.add("another timer")), 0);
        transport.scripts.add(() -> {
            throw new IllegalStateException("arrival");
        });
        loop.turn(Timer.NEVER);

        assertThat(seen).containsExactly("more work", "another timer");
        assertThat(uncaught).extracting(Throwable::getMessage).containsExactlyInAnyOrder("arrival", "work", "timer");
    }

    @Test
    void runEndsAfterStopAndClosesTheTransport() {
        loop.post(loop::stop);
        loop.run();

        assertThat(transport.closed).isTrue();
        assertThat(transport.wakeups).isEqualTo(1);
    }

    @Test
    void aTransportThatFailedEndsTheLoop() {
        transport.closed = true;
        assertThatThrownBy(() -> loop.turn(0)).isInstanceOf(UncheckedIOException.class);
    }

    /// Hands over what a test wrote down, one at a time.
    private final class ScriptedTransport implements Transport {
        final Queue<Runnable> scripts = new ArrayDeque<>();
        final List<Long> deadlines = new ArrayList<>();
        final TransportStatistics statistics = new TransportStatistics();
        long now;
        int wakeups;
        boolean closed;

        void arrive(String what) {
            scripts.add(() -> seen.add(what));
        }

        @Override
        public long now() {
            return now;
        }

        @Override
        public int receive(long deadline) throws IOException {
            if (closed) throw new IOException("closed");
            if (deadlines.size() < 3) deadlines.add(deadline);
            Runnable next = scripts.poll();
            if (next != null) next.run();
            return next == null ? 0 : 1;
        }

        @Override
        public void wakeup() {
            wakeups++;
        }

        @Override
        public TransportStatistics statistics() {
            return statistics;
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public Port listen(InetSocketAddress address, Arrivals arrivals) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Port open(InetAddress local, PortRange range, Burst burst, Arrivals arrivals) {
            throw new UnsupportedOperationException();
        }
    }
}
