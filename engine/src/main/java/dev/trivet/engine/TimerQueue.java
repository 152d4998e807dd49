package dev.trivet.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Timers by deadline: a binary heap in which each timer knows its place, so that moving one allocates nothing.
///
/// A transfer moves its timer to a later time with every packet. Such a move only writes the new deadline; the
/// timer goes to its new place when the old one comes to the top of the heap, once for many packets.
final class TimerQueue {
    /// Room at first, doubled as needed: a few timers for each transfer.
    private static final int ROOM = 64;

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
        } else if (deadline < timer.key) {
            timer.key = deadline;
            up(timer, timer.index);
        }
    }

    /// The earliest deadline, or [Timer#NEVER].
    long earliest() {
        while (size > 0) {
            Timer top = at(0);
            if (top.key == top.deadline) return top.key;
            top.key = top.deadline;
            down(top, 0);
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
        if (size == heap.length) heap = Arrays.copyOf(heap, size * 2);
        timer.key = timer.deadline;
        up(timer, size++);
    }

    private void remove(Timer timer) {
        int hole = timer.index;
        timer.index = Timer.OUT;
        Timer last = at(--size);
        heap[size] = null;
        if (last == timer) return;
        up(last, hole);
        down(last, last.index);
    }

    /// Puts `timer` at `index` or, where it is earlier than those above, further up.
    private void up(Timer timer, int index) {
        while (index > 0) {
            int parent = (index - 1) >>> 1;
            Timer above = at(parent);
            if (above.key <= timer.key) break;
            place(above, index);
            index = parent;
        }
        place(timer, index);
    }

    /// Puts `timer` at `index` or, where it is later than those below, further down.
    private void down(Timer timer, int index) {
        for (int child = 2 * index + 1; child < size; child = 2 * index + 1) {
            if (child + 1 < size && at(child + 1).key < at(child).key) child++;
            Timer below = at(child);
            if (timer.key <= below.key) break;
            place(below, index);
            index = child;
        }
        place(timer, index);
    }

    private void place(Timer timer, int index) {
        heap[index] = timer;
        timer.index = index;
    }

    /// The timer at `index`, which lies below `size`.
    private Timer at(int index) {
        Timer timer = heap[index];
        if (timer == null) throw new IllegalStateException("the heap has a hole at " + index);
        return timer;
    }
}
