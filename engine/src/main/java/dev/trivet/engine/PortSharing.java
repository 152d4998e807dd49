package dev.trivet.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether several loops of one server listen on the same ports, and which they already hold.
///
/// The first loop that listens on an address makes sure that no one else has it; the others may then share it.
/// One object for all transports of a server; any thread.
public final class PortSharing {
    private final boolean severalLoops;

    /// As it was asked, with its real port, and as it was bound: `::` is bound as `0.0.0.0` where there is no IPv6.
    private final Map<InetSocketAddress, InetSocketAddress> held = new HashMap<>();

    private @Nullable Transport first;

    private PortSharing(boolean severalLoops) {
        this.severalLoops = severalLoops;
    }

    /// One loop listens on each port.
    ///
    /// @return for a server of one loop
    public static PortSharing none() {
        return new PortSharing(false);
    }

    /// Several do, and the system spreads the clients over them: only where [PortableTransport#spreadsReusePort].
    /// The first to listen on port 0 picks the port; the others are told it.
    ///
    /// @return one object for all loops that share
    public static PortSharing amongLoops() {
        return new PortSharing(true);
    }

    /// {@return whether several loops listen on each port}
    public boolean severalLoops() {
        return severalLoops;
    }

    /// For transports, before they listen.
    ///
    /// @param address that is to be listened on
    /// @param bind tries it
    /// @return the address with its real port, which no other program holds
    /// @throws IOException where somebody holds it, or it cannot be bound
    public synchronized InetSocketAddress claim(InetSocketAddress address, ExclusiveBind bind) throws IOException {
        InetSocketAddress ours = held.get(address);
        if (ours != null) return ours;
        InetSocketAddress free = bind.check(address);
        if (severalLoops) {
            held.put(free, free);
            held.put(new InetSocketAddress(address.getAddress(), free.getPort()), free);
        }
        return free;
    }

    /// {@return whether that transport was the first to ask} Of what the system hands to all of them one is enough.
    ///
    /// @param transport that shares
    public synchronized boolean isFirst(Transport transport) {
        if (!severalLoops) return true;
        if (first == null) first = transport;
        return first.equals(transport);
    }

    /// Binds an address without sharing it, and lets go of it.
    @FunctionalInterface
    public interface ExclusiveBind {
        /// Tries it.
        ///
        /// @param address with port 0 perhaps
        /// @return what it was bound to: with a real port where 0 was asked
        /// @throws IOException where it cannot be bound: [PortTakenException] where someone holds it
        InetSocketAddress check(InetSocketAddress address) throws IOException;
    }
}
