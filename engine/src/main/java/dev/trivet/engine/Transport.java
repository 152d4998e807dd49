package dev.trivet.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Datagrams and time for one [Loop]: the portable engine, the Linux engine and the simulator are three of these.
/// Only the loop's thread calls it; [#wakeup] alone comes from any thread.
public interface Transport extends AutoCloseable {

    /// {@return nanoseconds from a monotonic clock of arbitrary origin}
    long now();

    /// Opens the sockets on which requests arrive. A wildcard address means each local address of both families,
    /// later ones too; every datagram then tells which one was asked.
    ///
    /// @param address port 0 takes a free one: see [Port#local]
    /// @param arrivals called on the loop's thread
    /// @return open until it is closed
    /// @throws IOException where the port is taken or not allowed
    Port listen(InetSocketAddress address, Arrivals arrivals) throws IOException;

    /// Listens on a socket that another program bound and handed over: inetd, systemd. It is this transport's from then
    /// on.
    ///
    /// @param descriptor its number in this process
    /// @param arrivals called on the loop's thread
    /// @return open until it is closed
    /// @throws IOException where it is no socket for datagrams, or this transport cannot take one over
    default Port takeOver(int descriptor, Arrivals arrivals) throws IOException {
        throw new IOException("a socket that is handed over needs the Linux engine");
    }

    /// Opens a socket of one transfer: the TID it answers from.
    ///
    /// @param local the address that was asked, so that the answer leaves from there
    /// @param range ports to take it from, at random
    /// @param burst what its buffers should hold
    /// @param arrivals called on the loop's thread
    /// @return open until it is closed
    /// @throws IOException where no port or descriptor is left
    Port open(InetAddress local, PortRange range, Burst burst, Arrivals arrivals) throws IOException;

    /// Waits for datagrams until `deadline` or a wake-up, then hands over everything that is ready, in batches.
    /// What [Arrivals] throws comes out here; what else is ready is handed over by the next call.
    ///
    /// @param deadline on the clock of [#now]; in the past: look, do not wait. A transport may come back up to a
    ///     millisecond late
    /// @return how many datagrams were handed over
    /// @throws IOException where the transport as a whole failed or was closed, never for one socket
    int receive(long deadline) throws IOException;

    /// Ends a [#receive] that waits, or the next one. Any thread.
    void wakeup();

    /// {@return octets of receive buffer the system granted, the least of all listening sockets; 0 before there is
    /// one, or where none can be told}
    default int grantedReceiveBuffer() {
        return 0;
    }

    /// {@return what was lost on the way to or from the system, counted on}
    TransportStatistics statistics();

    /// Closes every socket. Not from within [Arrivals]: see [Loop#stop].
    @Override
    void close();
}
