package dev.trivet.engine;

/// A deadline of a loop and what to do then. One object for the life of a transfer, moved as often as needed.
public final class Timer {
    /// No deadline.
    public static final long NEVER = Long.MAX_VALUE;

    private final Runnable action;

    public Timer(Runnable action) {
        this.action = action;
    }

    Runnable action() {
        return action;
    }
}
