package dev.trivet.client;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.List;

/// The network of this machine. A connected socket learns what others do not: the address a packet would leave from,
/// and what routers say of it.
final class SystemNetwork implements Network {
    /// A host that is there answers a closed port within a round trip.
    private static final int SIGN_WAIT_MILLIS = 300;

    /// Where the interface does not tell: Ethernet's.
    private static final int UNKNOWN_MTU = 1500;

    /// ACK 0: servers leave it without an answer on the port of requests.
    private static final byte[] HARMLESS = {0, 4, 0, 0};

    private final Ways ways = new Ways(SystemNetwork::search, System::nanoTime);

    @Override
    public List<InetAddress> addresses(String host) throws IOException {
        return List.of(InetAddress.getAllByName(host));
    }

    @Override
    public Way way(InetSocketAddress server) throws IOException {
        return ways.to(server);
    }

    private static Way search(InetSocketAddress server) throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.connect(server);
            var local = socket.getLocalAddress();
            var network = NetworkInterface.getByInetAddress(local);
            int mtu = network == null ? UNKNOWN_MTU : network.getMTU();
            return new Way(local, mtu > 0 ? mtu : UNKNOWN_MTU);
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public Sign sign(InetSocketAddress server) {
        try (var socket = new DatagramSocket()) {
            socket.connect(server);
            socket.setSoTimeout(SIGN_WAIT_MILLIS);
            socket.send(new DatagramPacket(HARMLESS, HARMLESS.length));
            socket.receive(new DatagramPacket(new byte[1], 1));
            return Sign.SILENCE;
        } catch (PortUnreachableException closed) {
            return Sign.PORT_CLOSED;
        } catch (SocketTimeoutException nothing) {
            return Sign.SILENCE;
        } catch (IOException | java.io.UncheckedIOException unreachable) {
            return Sign.UNREACHABLE;
        }
    }
}
