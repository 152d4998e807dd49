package dev.trivet.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/// One channel of a [PortableTransport].
final class PortablePort implements Port {
    /// Datagrams read from one port before the others get their turn.
    private static final int BATCH = 64;

    /// A read that finds nothing costs a system call. In lock-step there is never a second datagram, in the window of
    /// an upload there is: so a second read is tried every so often, and always while it pays.
    private static final int TRY_EVERY = 16;

    /// How often a send is tried while the system's buffer is full: some ten microseconds, in which a fast network
    /// makes room; a slow one is the business of the protocol.
    private static final int SEND_TRIES = 16;

    private final PortableTransport transport;
    private final DatagramChannel channel;
    private final boolean listening;
    private final Arrivals arrivals;
    private final InetSocketAddress local;
    private final BlockSender.Wire wire = this::sent;

    private boolean open = true;
    private boolean severalAtOnce;
    private int readiness;
    private @Nullable Route lastRoute;

    PortablePort(PortableTransport transport, DatagramChannel channel, boolean listening, Arrivals arrivals)
            throws IOException {
        this.transport = transport;
        this.channel = channel;
        this.listening = listening;
        this.arrivals = arrivals;
        this.local = (InetSocketAddress) channel.getLocalAddress();
    }

    DatagramChannel channel() {
        return channel;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    /// The selector says that something can be read.
    void receiveReady() {
        boolean trySecond = listening || severalAtOnce || ++readiness % TRY_EVERY == 0;
        int most = trySecond ? BATCH : 1;
        int received = 0;
        while (open && received < most && transport.receiveOne(this, arrivals)) received++;
        severalAtOnce = received > 1;
    }

    /// The same object while the peer is the same, as it is on the socket of a transfer.
    Route routeTo(InetSocketAddress peer) {
        Route route = lastRoute;
        if (route == null || !route.peer().equals(peer)) {
            int scope = local.getAddress() instanceof Inet6Address address ? address.getScopeId() : 0;
            route = new PlainRoute(peer, local.getAddress(), scope);
            lastRoute = route;
        }
        return route;
    }

    @Override
    public void send(Route to, ByteBuffer datagram) {
        int start = datagram.position();
        if (!sent(to, datagram)) transport.statistics().addSendsLost(1);
        datagram.position(start);
    }

    @Override
    public void sendBlocks(Route to, Blocks blocks, long first, long last) throws IOException {
        long lost = transport.blockSender().send(wire, to, blocks, first, last);
        transport.statistics().addSendsLost(lost);
    }

    /// @return false where the system did not take it
    @SuppressWarnings("ThreadPriorityCheck") // a hint only: on one core it is the network's thread that makes room
    private boolean sent(Route to, ByteBuffer datagram) {
        try {
            for (int i = 0; i < SEND_TRIES; i++) {
                if (channel.send(datagram, to.peer()) > 0) return true;
                Thread.yield();
            }
            return false;
        } catch (IOException noRouteOrRefusedByFirewall) {
            return false;
        }
    }

    @Override
    public void close() {
        open = false;
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a socket could not be closed: " + local, e);
        }
    }
}
