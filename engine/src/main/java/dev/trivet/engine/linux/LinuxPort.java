package dev.trivet.engine.linux;

import dev.trivet.engine.Arrivals;
import dev.trivet.engine.Blocks;
import dev.trivet.engine.Port;
import dev.trivet.engine.Route;
import dev.trivet.linux.Endpoint;
import dev.trivet.linux.Fd;
import dev.trivet.linux.Inbox;
import dev.trivet.linux.UdpSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// One socket of a [LinuxTransport].
final class LinuxPort implements Port {
    /// In lock-step there is never a second datagram, in the window of an upload there is: a batch is tried every so
    /// often, and always while it pays.
    private static final int TRY_EVERY = 16;

    /// A first try for more.
    private static final int SOME = 2;

    private final LinuxTransport transport;
    private final UdpSocket socket;
    private final Fd fd;
    private final Endpoint bound;
    private final boolean listening;

    /// The kernel joins datagrams, or tells where they were sent to.
    private final boolean tellsMore;

    private final Arrivals arrivals;

    /// May serve another transfer once this one is over.
    private boolean reusable;

    private long tag;
    private boolean open = true;
    private boolean severalAtOnce;
    private int readiness;
    private @Nullable InetSocketAddress local;
    private @Nullable LinuxRoute last;

    /// A route of somebody else's making, and what it is here.
    private @Nullable Route foreign;

    private @Nullable LinuxRoute ofForeign;

    /// @param bound where the socket is bound; its port may be 0, where the system chose it
    /// @param listening for requests: of many peers
    /// @param joins whether the kernel may hand over several datagrams as one
    LinuxPort(
            LinuxTransport transport,
            UdpSocket socket,
            Endpoint bound,
            boolean listening,
            boolean joins,
            Arrivals arrivals) {
        this.transport = transport;
        this.socket = socket;
        this.fd = socket.fd();
        this.bound = bound;
        this.listening = listening;
        this.tellsMore = listening || joins;
        this.arrivals = arrivals;
    }

    /// The same socket for somebody else.
    LinuxPort handedOn(Arrivals next) {
        var port = new LinuxPort(transport, socket, bound, false, false, next);
        port.tag = tag;
        return port;
    }

    void discardArrived() {
        socket.discardArrived();
    }

    /// The same link-local address at another interface is another place, which [InetAddress#equals] does not see.
    boolean isBoundTo(InetAddress address) {
        var own = bound.address().getAddress();
        return own.equals(address) && scope(own) == scope(address);
    }

    private static int scope(InetAddress address) {
        return address instanceof Inet6Address six ? six.getScopeId() : 0;
    }

    Fd fd() {
        return fd;
    }

    /// What the kernel tells of when something can be read: number of the descriptor below, generation above.
    long tag() {
        return tag;
    }

    /// @param generation told apart from the former user of the same number
    void tag(int generation) {
        tag = (long) generation << Integer.SIZE | fd.number();
    }

    Arrivals arrivals() {
        return arrivals;
    }

    LinuxPort reusable() {
        reusable = true;
        return this;
    }

    boolean isOpen() {
        return open;
    }

    /// Asked for rarely: looked up then.
    @Override
    public InetSocketAddress local() {
        if (local == null) local = boundTo();
        return local;
    }

    private InetSocketAddress boundTo() {
        try {
            return socket.local();
        } catch (IOException e) {
            throw new UncheckedIOException("the address of a socket cannot be read", e);
        }
    }

    // --- receiving

    /// Something can be read.
    ///
    /// @return as [Inbox#receive]
    int receive(Inbox inbox) {
        if (!tellsMore && !severalAtOnce && ++readiness % TRY_EVERY != 0) return inbox.receiveOne(fd());
        int count = inbox.receive(fd(), listening || severalAtOnce ? Inbox.SLOTS : SOME);
        severalAtOnce = count > 1;
        return count;
    }

    /// Whether a datagram may be handed over: one to many only where that is allowed, and for IPv4, which alone has a
    /// broadcast address.
    boolean takes(Inbox inbox, int slot) {
        if (!listening || !inbox.isToMany(slot)) return true;
        return transport.takesBroadcasts() && !socket.isSix();
    }

    LinuxRoute routeOf(Inbox inbox, int slot) {
        var route = last;
        if (route == null || !Routes.fits(route, inbox, slot, bound)) {
            route = transport.routes().of(inbox, slot, bound);
            last = route;
        }
        return route;
    }

    // --- sending

    @Override
    public void send(Route to, ByteBuffer datagram) {
        var route = linuxRoute(to);
        route.anew();
        if (!transport.sending().send(this, route, datagram))
            transport.statistics().addSendsLost(1);
    }

    @Override
    public void sendBlocks(Route to, Blocks blocks, long first, long last) throws IOException {
        long lost = transport.sending().sendBlocks(this, linuxRoute(to), blocks, first, last);
        if (lost > 0) transport.statistics().addSendsLost(lost);
    }

    /// The address to leave from, where the socket is bound to none.
    @Nullable
    Endpoint source(LinuxRoute route) {
        return isAny() ? route.from() : null;
    }

    private boolean isAny() {
        return listening && bound.address().getAddress().isAnyLocalAddress();
    }

    @SuppressWarnings("ReferenceEquality") // the same object is meant: whoever makes routes keeps them
    private LinuxRoute linuxRoute(Route to) {
        if (to instanceof LinuxRoute ours) return ours;
        if (to != foreign || ofForeign == null) {
            foreign = to;
            ofForeign = new LinuxRoute(
                    Endpoint.of(to.peer()), Endpoint.of(new InetSocketAddress(to.local(), 0)), to.interfaceIndex());
        }
        return ofForeign;
    }

    /// Closes what the transport does not know yet.
    void discard() {
        open = false;
        socket.close();
    }

    @Override
    public void close() {
        if (!open) return;
        open = false;
        if (reusable && transport.rests(this)) return;
        transport.forget(this);
        socket.close();
    }
}
