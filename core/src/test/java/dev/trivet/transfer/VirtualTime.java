package dev.trivet.transfer;

import java.util.PriorityQueue;

/// Time that passes by itself, from event to event. Nanoseconds from 0; events of one moment run in the order they were
/// asked for.
final class VirtualTime {
    static final long MILLISECOND = 1_000_000;
    static final long SECOND = 1_000 * MILLISECOND;

    /// More events in one moment than any window causes: somebody wakes in a loop.
    private static final int MOST_AT_ONCE = 200_000;

    private record Planned(long at, long order, Runnable event) implements Comparable<Planned> {
        @Override
        public int compareTo(Planned other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Planned> planned = new PriorityQueue<>();
    private long now;
    private long order;
    private int atOnce;

    static long nanos(double seconds) {
        return Math.round(seconds * SECOND);
    }

    long now() {
        return now;
    }

    void after(long delay, Runnable event) {
        planned.add(new Planned(now + delay, order++, event));
    }

    /// Runs the next event.
    ///
    /// @return false where there is none before `limit`
    boolean next(long limit) {
        var next = planned.peek();
        if (next == null || next.at >= limit) return false;
        planned.remove();
        atOnce = next.at == now ? atOnce + 1 : 0;
        if (atOnce > MOST_AT_ONCE) throw new AssertionError("time stands still at " + now);
        now = next.at;
        next.event.run();
        return true;
    }

    /// A deadline that can be moved. Moving it later costs nothing.
    final class Alarm {
        private final Runnable ring;
        private long deadline = Actions.NEVER;
        private long plannedAt = Actions.NEVER;

        Alarm(Runnable ring) {
            this.ring = ring;
        }

        void set(long deadline) {
            this.deadline = deadline;
            if (deadline < plannedAt) plan(Math.max(deadline, now));
        }

        private void plan(long at) {
            plannedAt = at;
            after(at - now, () -> {
                if (at == plannedAt) look();
            });
        }

        private void look() {
            plannedAt = Actions.NEVER;
            if (now >= deadline) ring.run();
            else if (deadline != Actions.NEVER) plan(deadline);
        }
    }
}
