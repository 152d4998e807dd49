package dev.trivet.app.serve;

import dev.trivet.app.Signals;
import dev.trivet.app.serve.LogEntry.Level;
import dev.trivet.server.TftpServer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// What signals do to a server: SIGTERM and SIGINT drain, a second one ends at once; a JVM left alone would exit with
/// 143.
final class ServeSignals {
    private ServeSignals() {}

    static void drainOnTermination(TftpServer server, Duration most, Log log) {
        var draining = new AtomicBoolean();
        for (var name : new String[] {"TERM", "INT"}) {
            Signals.on(name, signal -> {
                if (draining.getAndSet(true)) Runtime.getRuntime().halt(Signals.ENDED_BY + signal);
                Thread.ofPlatform().name("trivet-drain").start(() -> drain(server, most, log));
            });
        }
        Signals.on("HUP", _ -> log.say(Level.INFO, "reload", "SIGHUP: there is no configuration file to read again"));
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
