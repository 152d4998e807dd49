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
    /// @return puts back what the signal did before
    public static Runnable on(String name, SignalHandler handler) {
        try {
            var signal = new Signal(name);
            var former = Signal.handle(signal, handler);
            return () -> Signal.handle(signal, former);
        } catch (IllegalArgumentException e) {
            // Not on this system (HUP on Windows), or the JVM keeps it for itself (-Xrs): then it does what it always
            // does.
            return () -> {};
        }
    }
}
