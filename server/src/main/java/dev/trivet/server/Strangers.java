package dev.trivet.server;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/// Who got an ERROR 5 lately: a stranger gets one a second at most (RFC 1350 §4), and all of them together a
/// hundred, so that nobody is made to shoot at a third party, or at many. One for each loop.
final class Strangers {
    /// More than a network's late packets: a stranger is rare unless somebody forges it.
    static final int MOST_A_SECOND = 100;

    private static final int REMEMBERED = 1024;
    private static final long PAUSE = 1_000_000_000;

    private final Map<InetSocketAddress, Long> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    private int count;
    private long since;

    /// Whether this stranger may be told now; if so, that is remembered.
    boolean mayTell(InetSocketAddress stranger, long now) {
        Long last = told.get(stranger);
        if (last != null && now - last < PAUSE || !spend(now)) return false;
        told.put(stranger, now);
        return true;
    }

    private boolean spend(long now) {
        if (count == 0 || now - since >= PAUSE) {
            since = now;
            count = 0;
        }
        if (count == MOST_A_SECOND) return false;
        count++;
        return true;
    }
}
