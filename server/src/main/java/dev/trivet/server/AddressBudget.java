package dev.trivet.server;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/// Requests a second and transfers at once of each client address. Off by default; shared by the loops.
final class AddressBudget {
    /// Addresses that are counted at once; more only come in a flood from forged ones. The oldest that has no transfer
    /// is forgotten then.
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

    private final OptionalInt requestsPerSecond;
    private final OptionalInt transfers;
    private final Map<InetAddress, Count> counts = new LinkedHashMap<>();

    AddressBudget(OptionalInt requestsPerSecond, OptionalInt transfers) {
        this.requestsPerSecond = requestsPerSecond;
        this.transfers = transfers;
    }

    private boolean off() {
        return requestsPerSecond.isEmpty() && transfers.isEmpty();
    }

    /// Counts a request.
    ///
    /// @return false where it is one too many this second
    synchronized boolean request(InetAddress client, long now) {
        if (requestsPerSecond.isEmpty()) return true;
        var count = count(client, now);
        if (now - count.since >= SECOND) {
            count.since = now;
            count.requests = 0;
        }
        return ++count.requests <= requestsPerSecond.getAsInt();
    }

    /// Counts a transfer that begins.
    ///
    /// @return false where it is one too many; then it is not counted
    synchronized boolean begin(InetAddress client, long now) {
        if (off()) return true;
        var count = count(client, now);
        if (transfers.isPresent() && count.transfers >= transfers.getAsInt()) return false;
        count.transfers++;
        return true;
    }

    synchronized void end(InetAddress client) {
        if (off()) return;
        var count = counts.get(client);
        if (count != null) count.transfers--;
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
