package dev.trivet.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Timers by deadline: a heap in which each timer knows its place, so that moving one allocates nothing. Four below
/// each,
/// and the keys beside one another: with thousands of timers a look at each would be a miss of the cache.
///
/// A transfer moves its timer to a later time with every packet. Such a move only writes the new deadline; the
/// timer goes to its new place when the old one comes to the top of the heap, once for many packets.
final class TimerQueue {
    /// Room at first, doubled as needed: a few timers for each transfer.
    private static final int ROOM = 64;

    private static final int BELOW = 4;

    /// When each is due at the earliest: never later than its deadline.
    private long[] keys = new long[ROOM];

    private @Nullable Timer[] heap = new @Nullable Timer[ROOM];
    private int size;

    int size() {
        return size;
    }

    /// Puts in, moves, or with [Timer#NEVER] takes out.
    void schedule(Timer timer, long deadline) {
        timer.deadline = deadline;
        if (deadline == Timer.NEVER) {
            if (timer.index != Timer.OUT) remove(timer);
        } else if (timer.index == Timer.OUT) {
            insert(timer);
        } else if (deadline < keys[timer.index]) {
            up(timer, deadline, timer.index);
        }
    }

    /// The earliest deadline, or [Timer#NEVER].
    long earliest() {
        while (size > 0) {
            Timer top = at(0);
            if (keys[0] == top.deadline) return top.deadline;
            down(top, top.deadline, 0);
        }
        return Timer.NEVER;
    }

    /// Takes out the earliest timer.
    Timer take() {
        if (earliest() == Timer.NEVER) throw new IllegalStateException("no timer is scheduled");
        Timer first = at(0);
        first.deadline = Timer.NEVER;
        remove(first);
        return first;
    }

    private void insert(Timer timer) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
            keys = Arrays.copyOf(keys, size * 2);
        }
        up(timer, timer.deadline, size++);
    }

    private void remove(Timer timer) {
        int hole = timer.index;
        timer.index = Timer.OUT;
        Timer last = at(--size);
        long key = keys[size];
        heap[size] = null;
        if (last == timer) return;
        up(last, key, hole);
        down(last, key, last.index);
    }

    /// Puts `timer` at `index` or, where it is earlier than those above, further up.
    private void up(Timer timer, long key, int from) {
        int index = from;
        while (index > 0) {
            int parent = (index - 1) / BELOW;
            if (keys[parent] <= key) break;
            place(at(parent), keys[parent], index);
            index = parent;
        }
        place(timer, key, index);
    }

    /// Puts `timer` at `index` or, where it is later than those below, further down.
    private void down(Timer timer, long key, int from) {
        int index = from;
        while (true) {
            int child = earliestBelow(index);
            if (child == Timer.OUT || key <= keys[child]) break;
            place(at(child), keys[child], index);
            index = child;
        }
        place(timer, key, index);
    }

    /// @return [Timer#OUT] where there is none
    private int earliestBelow(int index) {
        int first = BELOW * index + 1;
        if (first >= size) return Timer.OUT;
        int earliest = first;
        for (int child = first + 1; child < Math.min(first + BELOW, size); child++) {
            if (keys[child] < keys[earliest]) earliest = child;
        }
        return earliest;
    }

    private void place(Timer timer, long key, int index) {
        heap[index] = timer;
        keys[index] = key;
        timer.index = index;
    }

    /// The timer at `index`, which lies below `size`.
    private Timer at(int index) {
        Timer timer = heap[index];
        if (timer == null) throw new IllegalStateException("the heap has a hole at " + index);
        return timer;
    }
}
