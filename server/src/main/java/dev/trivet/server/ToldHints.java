package dev.trivet.server;

import dev.trivet.explain.Situation;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which hints were told lately: of each kind one for each client in an hour, and so many in a minute for all of them.
/// Else a thousand machines that boot would fill the log with the same advice. Shared by the loops.
final class ToldHints {
    /// Some 1 MiB. For one more, the oldest is forgotten, and may be told again.
    static final int MOST = 4096;

    /// A person reads no more.
    static final int MOST_A_MINUTE = 20;

    private static final long MINUTE = 60_000_000_000L;
    private static final long HOUR = 60 * MINUTE;

    private record Hint(InetAddress client, Situation situation) {}

    private final Map<Hint, Long> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Hint, Long> eldest) {
            return size() > MOST;
        }
    };

    private long minute = Long.MIN_VALUE;
    private int ofMinute;

    /// Whether it may be told now; if so, that is remembered.
    ///
    /// @param now nanoseconds
    synchronized boolean mayTell(InetAddress client, Situation situation, long now) {
        var hint = new Hint(client, situation);
        var last = told.get(hint);
        if (last != null && now - last < HOUR) return false;
        if (!isAffordable(now)) return false;
        told.remove(hint);
        told.put(hint, now);
        return true;
    }

    private boolean isAffordable(long now) {
        long current = Math.floorDiv(now, MINUTE);
        if (current != minute) ofMinute = 0;
        minute = current;
        return ofMinute++ < MOST_A_MINUTE;
    }

    synchronized int size() {
        return told.size();
    }
}
