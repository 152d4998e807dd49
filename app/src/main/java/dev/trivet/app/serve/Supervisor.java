package dev.trivet.app.serve;

import dev.trivet.app.serve.LogEntry.Level;
import dev.trivet.linux.Linux;
import dev.trivet.linux.Notification;
import java.io.IOException;

/// Whoever started the server and wants to know when it can be asked: systemd with `Type=notify`.
final class Supervisor {
    private Supervisor() {}

    /// Nothing where nobody wants to know.
    static void tellReady(Log log) {
        var socket = System.getenv("NOTIFY_SOCKET");
        if (socket == null || !Linux.available()) return;
        try {
            Notification.send(socket, "READY=1");
        } catch (IOException e) {
            log.say(Level.WARN, "notify", "systemd cannot be told that the server is ready: " + e.getMessage());
        }
    }
}
