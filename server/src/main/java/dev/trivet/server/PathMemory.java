package dev.trivet.server;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/// Clients whose path dropped the tails of windows, and the window that is agreed with them next time. Bounded,
/// forgotten after ten minutes, doubled again by each clean transfer. Shared by the loops; touched twice a transfer.
final class PathMemory {
    private static final int MOST = 4096;
    private static final long FORGOTTEN_AFTER = 600_000_000_000L;

    private record Remembered(int window, long at) {}

    private final Map<InetAddress, Remembered> paths = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Remembered> eldest) {
            return size() > MOST;
        }
    };

    /// The largest window for that client, `most` where nothing is remembered.
    synchronized int window(InetAddress client, int most, long now) {
        var path = paths.get(client);
        if (path == null) return most;
        if (now - path.at() < FORGOTTEN_AFTER) return Math.min(path.window(), most);
        paths.remove(client);
        return most;
    }

    /// A transfer with that window is over.
    synchronized void learn(InetAddress client, int window, boolean collapsed, long now) {
        if (collapsed) {
            paths.put(client, new Remembered(Math.max(1, window / 2), now));
        } else {
            paths.computeIfPresent(
                    client, (_, old) -> old.window() > window ? old : new Remembered(old.window() * 2, now));
        }
    }
}
