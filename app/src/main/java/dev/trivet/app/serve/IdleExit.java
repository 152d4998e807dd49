package dev.trivet.app.serve;

import dev.trivet.app.serve.LogEntry.Level;
import dev.trivet.server.TftpServer;
import java.time.Duration;

/// `--idle-exit`: ends a server that nobody asks anything. Whoever handed its socket over holds it, too, and starts a
/// server again for what comes then.
final class IdleExit {
    private static final long LOOKS_MOST_SECONDS = 1;

    private final Duration most;
    private volatile long lastSeen = System.nanoTime();

    IdleExit(Duration most) {
        this.most = most;
    }

    /// Something happened. Any thread.
    void seen() {
        lastSeen = System.nanoTime();
    }

    /// Looks on a thread of its own, until the server is closed.
    void watch(TftpServer server, Log log) {
        Thread.ofPlatform().daemon().name("trivet-idle").start(() -> await(server, log));
    }

    private void await(TftpServer server, Log log) {
        try {
            while (isBusy(server)) Thread.sleep(Duration.ofSeconds(LOOKS_MOST_SECONDS));
            log.say(Level.INFO, "idle", "no request for " + most.toSeconds() + " s: the server ends");
            server.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isBusy(TftpServer server) {
        return server.running() > 0 || System.nanoTime() - lastSeen < most.toNanos();
    }
}
