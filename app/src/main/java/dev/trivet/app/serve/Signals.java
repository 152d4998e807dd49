package dev.trivet.app.serve;

import dev.trivet.app.serve.LogEntry.Level;
import dev.trivet.server.TftpServer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import sun.misc.Signal;

/// The one place that knows of signals. SIGTERM and SIGINT drain, a second one ends at once; a JVM left alone would
/// exit
/// with 143.
final class Signals {
    /// What a shell reports for a program that a signal ended: 128 and the signal's number.
    private static final int ENDED_BY_SIGNAL = 128;

    private Signals() {}

    /// @param most asked when the signal comes
    static void drainOnTermination(TftpServer server, Supplier<Duration> most, Log log) {
        var draining = new AtomicBoolean();
        for (var name : new String[] {"TERM", "INT"}) {
            handle(name, signal -> {
                if (draining.getAndSet(true)) Runtime.getRuntime().halt(ENDED_BY_SIGNAL + signal.getNumber());
                Thread.ofPlatform().name("trivet-drain").start(() -> drain(server, most.get(), log));
            });
        }
    }

    /// SIGHUP, on a thread of its own.
    static void onHangUp(Runnable reload) {
        handle("HUP", _ -> reload.run());
    }

    private static void drain(TftpServer server, Duration most, Log log) {
        int running = server.running();
        if (running > 0)
            log.say(
                    Level.INFO,
                    "draining",
                    running + " transfers still run and have " + most.toSeconds() + " s; a second signal ends at once");
        try {
            server.drain(most);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            server.close();
        }
    }

    private static void handle(String name, sun.misc.SignalHandler handler) {
        try {
            Signal.handle(new Signal(name), handler);
        } catch (IllegalArgumentException e) {
            // Not on this system (HUP on Windows), or the JVM keeps it for itself (-Xrs): then it does what it always
            // does.
            return;
        }
    }
}
