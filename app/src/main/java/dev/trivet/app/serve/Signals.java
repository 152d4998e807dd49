package dev.trivet.app.serve;

import dev.trivet.app.ProcessSignals;
import dev.trivet.app.serve.LogEntry.Level;
import dev.trivet.server.TftpServer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// What signals do to a server: SIGTERM and SIGINT drain, a second one ends at once; a JVM left alone would exit with
/// 143.
final class Signals {
    private static final int ENDED_BY_SIGNAL = ProcessSignals.ENDED_BY;

    private Signals() {}

    static void drainOnTermination(TftpServer server, Duration most, Log log) {
        var draining = new AtomicBoolean();
        for (var name : new String[] {"TERM", "INT"}) {
            handle(name, signal -> {
                if (draining.getAndSet(true)) Runtime.getRuntime().halt(ENDED_BY_SIGNAL + signal.getNumber());
                Thread.ofPlatform().name("trivet-drain").start(() -> drain(server, most, log));
            });
        }
        handle("HUP", _ -> log.say(Level.INFO, "reload", "SIGHUP: there is no configuration file to read again"));
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
        ProcessSignals.on(name, handler);
    }
}
