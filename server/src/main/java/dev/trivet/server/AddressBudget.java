package dev.trivet.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Requests a second, transfers at once and names asked for in vain of each client address. Shared by the
/// loops. What is the most is said each time, since a reload may change it; so transfers are counted also while
/// they have no limit.
///
/// One host may use every address of an IPv6 /64, so each such network is counted, too.
final class AddressBudget {
    /// Addresses and networks that are counted at once; more only come in a flood from forged ones. The oldest
    /// that has no transfer is forgotten then.
    static final int MOST = 65_536;

    /// A /64 of IPv6 may do together what the addresses of an IPv4 /24 may: a site's machines may share one.
    static final int ADDRESSES_OF_A_NETWORK = 256;

    private static final long SECOND = 1_000_000_000;
    private static final long MINUTE = 60 * SECOND;

    /// What a client's misses say of its next request.
    enum Misses {
        FEW,
        /// The first request beyond the limit: worth a line of its own in the log.
        JUST_TOO_MANY,
        TOO_MANY
    }

    /// The upper half of an IPv6 address.
    private record Network(long prefix) {}

    /// @param share how much of an address's limit it may take
    private record Place(Object key, int share) {
        Limit of(Limit limit) {
            return limit.times(share);
        }
    }

    /// How often something happened in a period that began with the first time.
    private static final class Rate {
        private final long period;
        private int count;
        private long since;

        Rate(long period, long now) {
            this.period = period;
            since = now;
        }

        int soFar(long now) {
            if (now - since >= period) {
                since = now;
                count = 0;
            }
            return count;
        }

        int add(long now) {
            soFar(now);
            return ++count;
        }
    }

    private static final class Counts {
        int transfers;
        final Rate requests;
        final Rate misses;
        boolean told;

        Counts(long now) {
            requests = new Rate(SECOND, now);
            misses = new Rate(MINUTE, now);
        }

        boolean isIdle() {
            return transfers == 0 && requests.count == 0 && misses.count == 0;
        }
    }

    private final SequencedMap<Object, Counts> counts = new LinkedHashMap<>();

    /// Counts a request.
    ///
    /// @return false where it is one too many this second
    synchronized boolean request(InetAddress client, long now, Limit perSecond) {
        if (perSecond.most().isEmpty()) return true;
        boolean may = true;
        for (var place : places(client))
            may &= !place.of(perSecond).isExceededBy(counts(place, now).requests.add(now));
        return may;
    }

    /// Counts a transfer that begins.
    ///
    /// @return false where it is one too many; then it is not counted
    synchronized boolean begin(InetAddress client, long now, Limit transfers) {
        var places = places(client);
        for (var place : places) if (place.of(transfers).isExceededBy(counts(place, now).transfers + 1L)) return false;
        for (var place : places) counts(place, now).transfers++;
        return true;
    }

    synchronized void end(InetAddress client) {
        for (var place : places(client)) {
            var known = counts.get(place.key());
            if (known == null) continue;
            known.transfers--;
            if (known.isIdle()) counts.remove(place.key());
        }
    }

    /// Counts a name that is not there.
    synchronized void missed(InetAddress client, long now, Limit perMinute) {
        if (perMinute.most().isEmpty()) return;
        for (var place : places(client)) {
            var known = counts(place, now);
            if (known.misses.add(now) == 1) known.told = false;
        }
    }

    /// Whether a client has asked for too many names in vain.
    synchronized Misses misses(InetAddress client, long now, Limit perMinute) {
        if (perMinute.most().isEmpty()) return Misses.FEW;
        for (var place : places(client)) {
            var known = counts.get(place.key());
            if (known == null || !place.of(perMinute).isExceededBy(known.misses.soFar(now) + 1L)) continue;
            boolean first = !known.told;
            known.told = true;
            return first ? Misses.JUST_TOO_MANY : Misses.TOO_MANY;
        }
        return Misses.FEW;
    }

    synchronized int size() {
        return counts.size();
    }

    private static List<Place> places(InetAddress client) {
        var alone = new Place(client, 1);
        if (!(client instanceof Inet6Address)) return List.of(alone);
        long prefix = ByteBuffer.wrap(client.getAddress()).getLong();
        return List.of(alone, new Place(new Network(prefix), ADDRESSES_OF_A_NETWORK));
    }

    private Counts counts(Place place, long now) {
        var known = counts.get(place.key());
        if (known != null) return known;
        if (counts.size() >= MOST) forgetOldest();
        var fresh = new Counts(now);
        counts.put(place.key(), fresh);
        return fresh;
    }

    /// Those with transfers go to the end, so that a flood does not pass them again and again.
    private void forgetOldest() {
        for (int left = counts.size(); left > 0; left--) {
            var oldest = counts.pollFirstEntry();
            if (oldest.getValue().transfers == 0) return;
            counts.putLast(oldest.getKey(), oldest.getValue());
        }
    }
}
