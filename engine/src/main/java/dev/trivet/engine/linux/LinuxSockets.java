package dev.trivet.engine.linux;

import dev.trivet.engine.Burst;
import dev.trivet.engine.PortOwner;
import dev.trivet.engine.PortRange;
import dev.trivet.engine.PortTakenException;
import dev.trivet.engine.TransportSettings;
import dev.trivet.linux.Endpoint;
import dev.trivet.linux.Errno;
import dev.trivet.linux.LinuxException;
import dev.trivet.linux.SocketOption;
import dev.trivet.linux.UdpSocket;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Makes the sockets of a [LinuxTransport]. One that could not be bound is closed again.
final class LinuxSockets {
    /// Ports of a range tried at random before it is searched in order: all taken means that the range is nearly full.
    private static final int RANDOM_TRIES = 16;

    /// Ports then tried in order: some milliseconds of the loop's time.
    private static final int SEARCHED = 4_096;

    /// What every system's buffer holds without asking: 208 KiB, of which a small datagram takes 2.5 times its octets.
    private static final int SMALL_BURST = 64 << 10;

    /// Of the buffer that is asked for; what the kernel counts beside the octets is in it.
    private static final int COUNTED = 4;

    /// A port for each family that nobody has, where any will do: tried so often.
    private static final int PAIR_TRIES = 32;

    private final TransportSettings settings;

    /// TIDs should be "randomly chosen" (RFC 1350 §4): against confusion with an old transfer, not against a listener.
    private final RandomGenerator random = new SplittableRandom();

    LinuxSockets(TransportSettings settings) {
        this.settings = settings;
    }

    /// Binds without sharing, which shows who else is there: a shared port hides them. Lets go of it again.
    InetSocketAddress exclusively(InetSocketAddress address) throws IOException {
        boolean any = address.getAddress().isAnyLocalAddress();
        boolean six = address.getAddress() instanceof Inet6Address;
        if (!any || !six || settings.onlySix()) return bindOnce(address);
        if (!hasIpv6()) return bindOnce(new InetSocketAddress(any4(), address.getPort()));
        return bothFamilies(address);
    }

    private static InetSocketAddress bothFamilies(InetSocketAddress six) throws IOException {
        for (int i = 0; ; i++) {
            var bound = bindOnce(six);
            try {
                bindOnce(new InetSocketAddress(any4(), bound.getPort()));
                return bound;
            } catch (PortTakenException e) {
                if (six.getPort() != 0 || i == PAIR_TRIES) throw e;
            }
        }
    }

    private static InetSocketAddress bindOnce(InetSocketAddress address) throws IOException {
        try (var socket = opened(address.getAddress())) {
            bindForListening(socket, address);
            return socket.local();
        }
    }

    /// @param shared with other sockets of ours on the same port
    UdpSocket listening(InetSocketAddress address, boolean shared) throws IOException {
        var socket = opened(address.getAddress());
        try {
            prepareForListening(socket, address);
            if (shared) socket.set(SocketOption.SO_REUSEPORT, 1);
            bindForListening(socket, address);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Bound by somebody else, and else as our own.
    UdpSocket handedOver(int descriptor) throws IOException {
        try {
            var socket = UdpSocket.handedOver(descriptor);
            prepare(socket);
            prepareForListening(socket, socket.local());
            return socket;
        } catch (LinuxException e) {
            throw new IOException(
                    "descriptor " + descriptor + " is no socket for datagrams that was handed over: " + e.getMessage(),
                    e);
        }
    }

    private void prepareForListening(UdpSocket socket, InetSocketAddress address) throws IOException {
        socket.receiveBuffer(settings.listenBuffer());
        socket.sendBuffer(settings.transferBuffer());
        socket.trySet(SocketOption.UDP_GRO, 1); // uploads come here, too, where all transfers share the port
        if (address.getAddress().isAnyLocalAddress())
            socket.set(socket.isSix() ? SocketOption.IPV6_RECVPKTINFO : SocketOption.IP_PKTINFO, 1);
    }

    UdpSocket ofTransfer(InetAddress local, PortRange range, Burst burst) throws IOException {
        var socket = opened(local);
        try {
            if (burst.octetsIn() > SMALL_BURST) socket.receiveBuffer(counted(burst.octetsIn()));
            if (burst.octetsOut() > SMALL_BURST) socket.sendBuffer(counted(burst.octetsOut()));
            if (burst.octetsIn() > 0) socket.trySet(SocketOption.UDP_GRO, 1);
            bindInRange(socket, local, range);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Whether a socket for it is like any other.
    static boolean isPlain(Burst burst) {
        return burst.octetsIn() == 0 && burst.octetsOut() <= SMALL_BURST;
    }

    private static int counted(int octets) {
        return (int) Math.min(Integer.MAX_VALUE / 2, (long) octets * COUNTED);
    }

    private static UdpSocket opened(InetAddress local) throws IOException {
        boolean six = local instanceof Inet6Address;
        var socket = UdpSocket.open(six);
        prepare(socket);
        if (six) socket.trySet(SocketOption.IPV6_V6ONLY, 1);
        return socket;
    }

    private static void prepare(UdpSocket socket) {
        boolean six = socket.isSix();
        // A block larger than the path carries is split on the way, as the client asked for it.
        socket.trySet(six ? SocketOption.IPV6_MTU_DISCOVER : SocketOption.IP_MTU_DISCOVER, 0);
        socket.trySet(six ? SocketOption.IPV6_RECVERR : SocketOption.IP_RECVERR, 1);
    }

    private static void bindForListening(UdpSocket socket, InetSocketAddress address) throws IOException {
        try {
            socket.bind(Endpoint.of(address));
        } catch (LinuxException e) {
            throw explained(e, address);
        }
    }

    private static IOException explained(LinuxException e, InetSocketAddress address) {
        var failed = switch (e.errno()) {
            case EADDRINUSE -> new PortTakenException(address, PortOwner.of(address));
            case EADDRNOTAVAIL -> new BindException("Cannot assign requested address");
            case EACCES, EPERM -> new BindException("Permission denied");
            default -> new BindException(e.getMessage());
        };
        failed.initCause(e);
        return failed;
    }

    private void bindInRange(UdpSocket socket, InetAddress local, PortRange range) throws IOException {
        if (range.equals(PortRange.SYSTEM)) {
            if (!binds(socket, local, 0)) throw new BindException("no port is free at " + local.getHostAddress());
            return;
        }
        int ports = range.high() - range.low() + 1;
        for (int i = 0; i < RANDOM_TRIES; i++) {
            if (binds(socket, local, range.low() + random.nextInt(ports))) return;
        }
        int start = random.nextInt(ports);
        for (int i = 0; i < Math.min(ports, SEARCHED); i++) {
            if (binds(socket, local, range.low() + (start + i) % ports)) return;
        }
        throw new BindException(
                "no port is free in " + range.low() + ":" + range.high() + " of " + local.getHostAddress());
    }

    private static boolean binds(UdpSocket socket, InetAddress local, int port) throws IOException {
        var address = new InetSocketAddress(local, port);
        try {
            socket.bind(Endpoint.of(address));
            return true;
        } catch (LinuxException e) {
            if (e.errno() == Errno.EADDRINUSE) return false;
            throw explained(e, address);
        }
    }

    private static InetAddress any4() {
        return InetAddress.ofLiteral("0.0.0.0");
    }

    static boolean hasIpv6() {
        try (var _ = UdpSocket.open(true)) {
            return true;
        } catch (LinuxException e) {
            return false;
        }
    }
}
