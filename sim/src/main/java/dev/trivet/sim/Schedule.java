package dev.trivet.sim;

import dev.trivet.engine.Timer;
import java.util.PriorityQueue;

/// What will happen, in the order of time and, at the same time, of planning.
final class Schedule {
    private record Planned(long time, long number, Runnable what) implements Comparable<Planned> {
        @Override
        public int compareTo(Planned other) {
            return time != other.time ? Long.compare(time, other.time) : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Planned> queue = new PriorityQueue<>();
    private long number;

    void at(long time, Runnable what) {
        queue.add(new Planned(time, number++, what));
    }

    /// When the next thing happens, or [Timer#NEVER].
    long next() {
        return queue.isEmpty() ? Timer.NEVER : queue.element().time();
    }

    Runnable take() {
        return queue.remove().what();
    }
}
