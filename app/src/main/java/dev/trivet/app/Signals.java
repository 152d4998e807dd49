package dev.trivet.app;

import java.util.function.IntConsumer;
import sun.misc.Signal;

/// The one place that knows of signals.
public final class Signals {
    /// What a shell reports for a program that a signal ended: this and the signal's number.
    public static final int ENDED_BY = 128;

    private Signals() {}

    /// From now on that signal does this, on a thread of the JVM that must not be held up.
    ///
    /// @param name without SIG
    /// @param action is given the signal's number
    public static void on(String name, IntConsumer action) {
        try {
            Signal.handle(new Signal(name), signal -> action.accept(signal.getNumber()));
        } catch (IllegalArgumentException e) {
            // Not on this system (HUP on Windows), or the JVM keeps it for itself (-Xrs): then it does what it always
            // does.
            return;
        }
    }
}
