package dev.trivet.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/// What the system says of the interface that has an address. Asking it takes up to a millisecond where there are
/// many interfaces, and a storm asks for one address again and again: an answer holds for a second. Any thread.
final class InterfaceMtu implements PathMtu {
    private static final long HOLDS_NANOS = 1_000_000_000;

    /// Addresses for a time, as IPv6 has them for privacy, come and go as long as a server runs.
    private static final int MOST_KNOWN = 1000;

    /// Two interfaces may have the same link-local address; [InetAddress#equals] does not tell them apart.
    private record Place(InetAddress address, int scope) {
        static Place of(InetAddress local) {
            return new Place(local, local instanceof Inet6Address six ? six.getScopeId() : 0);
        }
    }

    private record Known(int octets, long since) {}

    private final ToIntFunction<InetAddress> ask;
    private final LongSupplier nanos;
    private final ConcurrentMap<Place, Known> known = new ConcurrentHashMap<>();

    InterfaceMtu() {
        this(InterfaceMtu::askSystem, System::nanoTime);
    }

    InterfaceMtu(ToIntFunction<InetAddress> ask, LongSupplier nanos) {
        this.ask = ask;
        this.nanos = nanos;
    }

    @Override
    public int of(InetAddress local) {
        long now = nanos.getAsLong();
        var place = Place.of(local);
        Known last = known.get(place);
        if (last != null && now - last.since < HOLDS_NANOS) return last.octets;
        if (last == null && known.size() >= MOST_KNOWN) known.clear();
        int octets = ask.applyAsInt(local);
        known.put(place, new Known(octets, now));
        return octets;
    }

    private static int askSystem(InetAddress local) {
        try {
            var network = NetworkInterface.getByInetAddress(local);
            int mtu = network == null ? UNKNOWN : network.getMTU();
            return mtu > 0 ? mtu : UNKNOWN;
        } catch (SocketException e) {
            return UNKNOWN; // the interface is going away: so is the transfer
        }
    }
}
