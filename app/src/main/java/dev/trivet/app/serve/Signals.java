package dev.trivet.app.serve;

import dev.trivet.app.ProcessSignals;
import dev.trivet.app.serve.LogEntry.Level;
import dev.trivet.server.TftpServer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// What signals do to a server: SIGTERM and SIGINT drain, a second one ends at once; a JVM left alone would exit with
/// 143.
final class Signals {
    private Signals() {}

    /// @param most asked when the signal comes
    static void drainOnTermination(TftpServer server, Supplier<Duration> most, Log log) {
        var draining = new AtomicBoolean();
        for (var name : new String[] {"TERM", "INT"}) {
            ProcessSignals.on(name, signal -> {
                if (draining.getAndSet(true)) Runtime.getRuntime().halt(ProcessSignals.ENDED_BY + signal.getNumber());
                Thread.ofPlatform().name("trivet-drain").start(() -> drain(server, most.get(), log));
            });
        }
    }

    /// SIGHUP, on a thread of its own.
    static void onHangUp(Runnable reload) {
        ProcessSignals.on("HUP", _ -> reload.run());
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
}
