package dev.trivet.server;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/// Finds clients that fetch one file again and again and never come to another: what a machine does that fails behind
/// it, and begins anew. Shared by the loops; touched once for each complete read.
final class BootLoops {
    /// Who fetches a file so often in a row does not get on. Fewer may be tries of a person.
    static final int TIMES = 5;

    /// A client that was quiet so long did not loop: the machine was switched on again, or polls.
    static final long FORGOTTEN_AFTER = 600_000_000_000L;

    /// Some 1 MiB. For one more, the client that has fetched nothing longest is forgotten.
    static final int MOST = 4096;

    private record Row(String file, int times, long at) {
        boolean goesOnWith(String next, long now) {
            return next.equals(file) && now - at < FORGOTTEN_AFTER;
        }
    }

    private final Map<InetAddress, Row> rows = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Row> eldest) {
            return size() > MOST;
        }
    };

    /// A client has a file.
    ///
    /// @param now nanoseconds
    /// @return how often in a row, once in each row: when it is too often
    synchronized OptionalInt fetched(InetAddress client, String file, long now) {
        var row = rows.get(client);
        int times = row == null || !row.goesOnWith(file, now) ? 1 : row.times() + 1;
        rows.put(client, new Row(file, times, now));
        return times == TIMES ? OptionalInt.of(times) : OptionalInt.empty();
    }

    synchronized int clients() {
        return rows.size();
    }
}
