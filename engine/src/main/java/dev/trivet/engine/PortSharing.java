package dev.trivet.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;

/// Whether several loops of one server listen on the same ports, and which they already hold.
///
/// The first loop that listens on an address makes sure that no one else has it; the others may then share it.
/// One object for all transports of a server; any thread.
public final class PortSharing {
    private final boolean severalLoops;
    private final Set<InetSocketAddress> held = new HashSet<>();

    private PortSharing(boolean severalLoops) {
        this.severalLoops = severalLoops;
    }

    /// One loop listens on each port.
    public static PortSharing none() {
        return new PortSharing(false);
    }

    /// Several do, and the system spreads the clients over them: only where [PortableTransport#spreadsReusePort].
    /// The first to listen on port 0 picks the port; the others are told it.
    public static PortSharing amongLoops() {
        return new PortSharing(true);
    }

    boolean severalLoops() {
        return severalLoops;
    }

    /// @return the address with its real port, which no other program holds
    synchronized InetSocketAddress claim(InetSocketAddress address, ExclusiveBind bind) throws IOException {
        if (held.contains(address)) return address;
        InetSocketAddress free = bind.check(address);
        if (severalLoops) held.add(free);
        return free;
    }

    /// Binds an address without sharing it, and lets go of it.
    interface ExclusiveBind {
        /// @return what it was bound to: with a real port where 0 was asked
        /// @throws PortTakenException where someone holds it
        InetSocketAddress check(InetSocketAddress address) throws IOException;
    }
}
