package dev.trivet.server;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/// Requests a second and transfers at once of each client address. Shared by the loops. What is the most is said
/// each time, since a reload may change it; so transfers are counted also while they have no limit.
final class AddressBudget {
    /// Addresses that are counted at once; more only come in a flood from forged ones. The oldest that has no
    /// transfer is forgotten then.
    static final int MOST = 65_536;

    private static final long SECOND = 1_000_000_000;

    private static final class Count {
        int transfers;
        int requests;
        long since;

        Count(long now) {
            since = now;
        }
    }

    private final Map<InetAddress, Count> counts = new LinkedHashMap<>();

    /// Counts a request.
    ///
    /// @return false where it is one too many this second
    synchronized boolean request(InetAddress client, long now, Limit perSecond) {
        if (perSecond.most().isEmpty()) return true;
        var count = count(client, now);
        if (now - count.since >= SECOND) {
            count.since = now;
            count.requests = 0;
        }
        return !perSecond.isExceededBy(++count.requests);
    }

    /// Counts a transfer that begins.
    ///
    /// @return false where it is one too many; then it is not counted
    synchronized boolean begin(InetAddress client, long now, Limit transfers) {
        var count = count(client, now);
        if (transfers.isExceededBy(count.transfers + 1L)) return false;
        count.transfers++;
        return true;
    }

    synchronized void end(InetAddress client) {
        var count = counts.get(client);
        if (count == null) return;
        count.transfers--;
        if (count.transfers == 0 && count.requests == 0) counts.remove(client);
    }

    synchronized int size() {
        return counts.size();
    }

    private Count count(InetAddress client, long now) {
        var known = counts.get(client);
        if (known != null) return known;
        if (counts.size() >= MOST) forgetOldest();
        var fresh = new Count(now);
        counts.put(client, fresh);
        return fresh;
    }

    private void forgetOldest() {
        for (var oldest = counts.values().iterator(); oldest.hasNext(); ) {
            if (oldest.next().transfers > 0) continue;
            oldest.remove();
            return;
        }
    }
}
