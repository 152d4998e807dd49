package dev.trivet.engine.linux;

import dev.trivet.engine.Arrivals;
import dev.trivet.engine.Burst;
import dev.trivet.engine.Port;
import dev.trivet.engine.PortRange;
import dev.trivet.engine.PortTakenException;
import dev.trivet.engine.Timer;
import dev.trivet.engine.Transport;
import dev.trivet.engine.TransportSettings;
import dev.trivet.engine.TransportStatistics;
import dev.trivet.linux.Endpoint;
import dev.trivet.linux.Epoll;
import dev.trivet.linux.Errno;
import dev.trivet.linux.Inbox;
import dev.trivet.linux.Linux;
import dev.trivet.linux.LinuxException;
import dev.trivet.linux.SocketOption;
import dev.trivet.linux.UdpSocket;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The transport of system calls: one epoll descriptor, one socket for each port, unconnected, so that a stranger can
/// be told that it is one (RFC 1350 §4). In the steady state a packet makes no object here.
public final class LinuxTransport implements Transport {
    /// The port that the system picks in one family may be taken in the other.
    private static final int TRIES_FOR_BOTH = 8;

    /// Errors of earlier datagrams taken from one socket before others get their turn.
    private static final int ERRORS_MOST = 64;

    /// What comes to a socket between two transfers.
    private static final Arrivals DROPPING = (_, _) -> {};

    private final TransportSettings settings;
    private final LinuxSockets sockets;
    private final Epoll epoll;
    private final Inbox inbox = new Inbox();
    private final Dispatch sending = new Dispatch();
    private final Routes routes = new Routes();
    private final RestingSockets resting = new RestingSockets();
    private final LinuxDatagram datagram = new LinuxDatagram(inbox);
    private final TransportStatistics statistics = new TransportStatistics();
    private final long origin = System.nanoTime();

    /// By the number of their descriptor.
    private @Nullable LinuxPort[] ports = new @Nullable LinuxPort[64];

    /// Told apart from the former user of the same number.
    private int[] generations = new int[64];

    // The batch that is being handed over: what arrivals throw must not lose the rest of it.
    private @Nullable LinuxPort from;
    private int slots;
    private int slot;
    private int offset;

    private int handedOver;
    private long lastArrival = Long.MIN_VALUE;
    private int grantedReceiveBuffer = Integer.MAX_VALUE;
    private boolean closed;

    /// Requests to a broadcast address are taken: by one loop of those that share the port, since each gets them.
    private boolean broadcasts;

    /// Opens no socket yet.
    ///
    /// @param settings for this loop
    /// @throws IOException where no descriptor is left
    public LinuxTransport(TransportSettings settings) throws IOException {
        this.settings = settings;
        this.sockets = new LinuxSockets(settings);
        this.epoll = Epoll.create();
    }

    /// {@return why this transport cannot be used here, for a log line; empty where it can} Tried at each call.
    public static Optional<String> missing() {
        var missing = Linux.missing();
        if (missing.isPresent()) return missing;
        try (var epoll = Epoll.create();
                var socket = UdpSocket.open(false)) {
            socket.set(SocketOption.IP_PKTINFO, 1);
            socket.set(SocketOption.IP_RECVERR, 1);
            socket.bind(Endpoint.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)));
            epoll.add(socket.fd(), 0);
            return Optional.empty();
        } catch (LinuxException e) {
            return Optional.of(
                    "the kernel is too old (5.11 is needed), or a filter forbids the call: " + e.getMessage());
        }
    }

    @Override
    public int grantedReceiveBuffer() {
        return grantedReceiveBuffer == Integer.MAX_VALUE ? 0 : grantedReceiveBuffer;
    }

    @Override
    public long now() {
        return System.nanoTime() - origin;
    }

    // --- ports

    @Override
    public Port listen(InetSocketAddress address, Arrivals arrivals) throws IOException {
        if (address.isUnresolved()) throw new IllegalArgumentException("unresolved address: " + address);
        var free = settings.sharing().claim(address, this::exclusively);
        broadcasts = settings.allowBroadcast() && settings.sharing().isFirst(this);
        if (broadcasts && !free.getAddress().isAnyLocalAddress())
            settings.notices()
                    .accept("allow-broadcast does nothing for "
                            + free.getAddress().getHostAddress()
                            + ": requests to a broadcast address come where every address is listened on (:69)");
        var first = listenOn(free, arrivals);
        if (!isBothFamilies(free)) return first;
        try {
            return new LinuxWildcard(first, listenOn(inFamily4(free), arrivals));
        } catch (IOException e) {
            first.close();
            throw e;
        }
    }

    /// A port that is free in both families, where both are meant.
    private InetSocketAddress exclusively(InetSocketAddress address) throws IOException {
        for (int tries = 1; ; tries++) {
            var free = sockets.exclusively(address);
            if (!isBothFamilies(free)) return free;
            try {
                sockets.exclusively(inFamily4(free));
                return free;
            } catch (PortTakenException e) {
                if (address.getPort() != 0 || tries == TRIES_FOR_BOTH) throw e;
            }
        }
    }

    private boolean isBothFamilies(InetSocketAddress address) {
        return address.getAddress().isAnyLocalAddress()
                && address.getAddress() instanceof Inet6Address
                && !settings.onlySix();
    }

    private static InetSocketAddress inFamily4(InetSocketAddress address) {
        return new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), address.getPort());
    }

    @Override
    public Port takeOver(int descriptor, Arrivals arrivals) throws IOException {
        var socket = sockets.handedOver(descriptor);
        broadcasts = settings.allowBroadcast() && settings.sharing().isFirst(this);
        return listenOn(socket, socket.local(), arrivals);
    }

    private LinuxPort listenOn(InetSocketAddress address, Arrivals arrivals) throws IOException {
        return listenOn(sockets.listening(address, settings.sharing().severalLoops()), address, arrivals);
    }

    private LinuxPort listenOn(UdpSocket socket, InetSocketAddress address, Arrivals arrivals) throws IOException {
        var port = register(new LinuxPort(this, socket, Endpoint.of(address), true, false, arrivals));
        // The kernel tells the doubled value: half of it are octets of datagrams.
        grantedReceiveBuffer = Math.min(grantedReceiveBuffer, socket.get(SocketOption.SO_RCVBUF) / 2);
        return port;
    }

    @Override
    public Port open(InetAddress local, PortRange range, Burst burst, Arrivals arrivals) throws IOException {
        boolean reusable = LinuxSockets.isPlain(burst) && range.equals(PortRange.SYSTEM);
        var rested = reusable ? resting.take(local) : null;
        if (rested != null) return awake(rested, arrivals);
        var socket = sockets.ofTransfer(local, range, burst);
        var bound = Endpoint.of(new InetSocketAddress(local, 0));
        var port = register(new LinuxPort(this, socket, bound, false, burst.octetsIn() > 0, arrivals));
        return reusable ? port.reusable() : port;
    }

    /// The socket of `rested` for a new transfer; what was left in it is read first, and dropped.
    private LinuxPort awake(LinuxPort rested, Arrivals arrivals) {
        rested.discardArrived();
        var port = rested.handedOn(arrivals).reusable();
        ports[port.fd().number()] = port;
        return port;
    }

    /// @return false where the socket is to be closed
    boolean rests(LinuxPort port) {
        if (closed) return false;
        var rested = port.handedOn(DROPPING);
        if (!resting.add(rested, now())) return false;
        ports[port.fd().number()] = rested;
        return true;
    }

    private LinuxPort register(LinuxPort port) throws IOException {
        int number = port.fd().number();
        if (number >= ports.length) {
            int length = Math.max(number + 1, ports.length * 2);
            ports = Arrays.copyOf(ports, length);
            generations = Arrays.copyOf(generations, length);
        }
        try {
            port.tag(generations[number]);
            epoll.add(port.fd(), port.tag());
        } catch (LinuxException e) {
            port.discard();
            throw e;
        }
        ports[number] = port;
        return port;
    }

    private @Nullable LinuxPort port(long tag) {
        var port = ports[(int) tag];
        return port != null && port.tag() == tag ? port : null;
    }

    void forget(LinuxPort port) {
        int number = port.fd().number();
        ports[number] = null;
        generations[number] = generations[number] + 1 & Integer.MAX_VALUE;
    }

    // --- receiving

    @Override
    public int receive(long deadline) throws IOException {
        if (closed) throw new IOException("the transport is closed");
        handedOver = 0;
        if (from != null) {
            handOver();
            look(0);
        } else {
            await(deadline);
        }
        if (handedOver > 0 && settings.spinNanos() > 0) lastArrival = now();
        return handedOver;
    }

    private void await(long deadline) throws IOException {
        long now = now();
        if (settings.spinNanos() > 0) {
            long end = Math.min(deadline, lastArrival + settings.spinNanos());
            while (now < end) {
                if (look(0)) return;
                Thread.onSpinWait();
                now = now();
            }
        }
        resting.giveBack(now);
        long until = Math.min(deadline, resting.nextEnd());
        if (until == Timer.NEVER) look(Long.MAX_VALUE);
        else look(until <= now ? 0 : until - now);
    }

    /// @return false where nothing was ready
    private boolean look(long nanos) throws IOException {
        int ready = epoll.await(nanos);
        for (int i = 0; i < ready && !closed; i++) {
            if (epoll.isWakeup(i)) continue;
            var port = port(epoll.tag(i));
            if (port == null) continue; // closed by the arrivals of another
            // An error that is queued nowhere is told, and over, with the next call on the socket.
            boolean untold = epoll.hasError(i) && !tellErrors(port);
            if ((untold || epoll.isReadable(i)) && port.isOpen()) receive(port);
        }
        return ready > 0;
    }

    private void receive(LinuxPort port) {
        int count = port.receive(inbox);
        // An error of an earlier datagram is told in its own way, and once here.
        if (count < 0 && count != -Errno.ECONNREFUSED.number()) statistics.addReceiveFailed();
        if (count <= 0) return;
        from = port;
        slots = count;
        slot = 0;
        offset = 0;
        handOver();
    }

    /// Goes on where it was left.
    private void handOver() {
        var port = from;
        while (port != null && port.isOpen() && slot < slots) {
            int at = slot;
            int start = offset;
            int octets = Math.min(inbox.partLength(at), inbox.length(at) - start);
            offset += octets;
            if (offset >= inbox.length(at)) {
                slot++;
                offset = 0;
            }
            if (!port.takes(inbox, at)) continue;
            handedOver++;
            datagram.show(port, at, start, octets);
            port.arrivals().arrived(port, datagram);
        }
        from = null;
    }

    /// @return whether there were any
    private boolean tellErrors(LinuxPort port) {
        for (int i = 0; i < ERRORS_MOST && port.isOpen(); i++) {
            var error = inbox.nextError(port.fd());
            if (error.isEmpty()) return i > 0;
            if (error.get().errno() == Errno.ECONNREFUSED) {
                handedOver++;
                port.arrivals().unreachable(port, error.get().peer().address());
            }
        }
        return true;
    }

    @Override
    public void wakeup() {
        epoll.wakeup();
    }

    @Override
    public TransportStatistics statistics() {
        return statistics;
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        for (var port : ports) if (port != null) port.close();
        epoll.close();
    }

    // --- for ports

    Dispatch sending() {
        return sending;
    }

    Routes routes() {
        return routes;
    }

    boolean takesBroadcasts() {
        return broadcasts;
    }
}
