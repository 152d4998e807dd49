package dev.trivet.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// The ways to servers, each looked up once for many transfers: a look-up opens a socket. Any thread.
final class Ways {
    /// As long as nobody notices that an address has changed. Thousands of transfers may begin in it.
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    /// One program rarely talks to more servers in a second; then all are looked up anew.
    private static final int MOST = 256;

    /// Finds a way; may wait.
    interface Search {
        /// @throws IOException where no way leads there
        Way to(InetSocketAddress server) throws IOException;
    }

    private record Known(Way way, long since) {}

    private final Search search;
    private final LongSupplier nanos;

    /// By address with its zone, which [InetAddress#equals] does not compare.
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /// @param nanos a clock that nobody sets
    Ways(Search search, LongSupplier nanos) {
        this.search = search;
        this.nanos = nanos;
    }

    /// @throws IOException where no way leads there; that is not remembered
    Way to(InetSocketAddress server) throws IOException {
        var address = server.getAddress().getHostAddress();
        long now = nanos.getAsLong();
        var remembered = known.get(address);
        if (remembered != null && now - remembered.since() < REMEMBERED.toNanos()) return remembered.way();
        var way = search.to(server);
        if (known.size() >= MOST) known.clear();
        known.put(address, new Known(way, now));
        return way;
    }
}
