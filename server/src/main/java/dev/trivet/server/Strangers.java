package dev.trivet.server;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/// Who got an ERROR 5 lately: a stranger gets one a second at most (RFC 1350 §4), so that nobody is made to
/// shoot at
/// a third party. One for each loop.
final class Strangers {
    private static final int MOST = 1024;
    private static final long PAUSE = 1_000_000_000;

    private final Map<InetSocketAddress, Long> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, Long> eldest) {
            return size() > MOST;
        }
    };

    /// Whether this stranger may be told now; if so, that is remembered.
    boolean mayTell(InetSocketAddress stranger, long now) {
        Long last = told.get(stranger);
        if (last != null && now - last < PAUSE) return false;
        told.put(stranger, now);
        return true;
    }
}
