package dev.trivet.engine;

/// A deadline of a loop and what to do then. One object for the life of a transfer, moved as often as needed.
/// Belongs to the loop that schedules it, and to that loop's thread.
public final class Timer {
    /// No deadline.
    public static final long NEVER = Long.MAX_VALUE;

    /// Not in the queue.
    static final int OUT = -1;

    private final Runnable action;

    /// When it is due. Owned by [TimerQueue], as the one below.
    long deadline = NEVER;

    int index = OUT;

    /// A timer that is not set: see [Loop#schedule].
    ///
    /// @param action runs on the loop's thread, and must not wait
    public Timer(Runnable action) {
        this.action = action;
    }

    /// {@return when it is due, in nanoseconds on the clock of its loop, or [#NEVER]}
    public long deadline() {
        return deadline;
    }

    Runnable action() {
        return action;
    }
}
