package dev.trivet.app;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/// The one place that asks the JVM for signals.
public final class ProcessSignals {
    /// What a shell reports for a program that a signal ended: this and the signal's number.
    public static final int ENDED_BY = 128;

    private ProcessSignals() {}

    /// From now on that signal does this, on a thread of the JVM that must not be held up.
    ///
    /// @param name without SIG
    public static void on(String name, SignalHandler handler) {
        try {
            Signal.handle(new Signal(name), handler);
        } catch (IllegalArgumentException e) {
            // Not on this system (HUP on Windows), or the JVM keeps it for itself (-Xrs): then it does what it always
            // does.
            return;
        }
    }
}
