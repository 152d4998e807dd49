package dev.trivet.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;

/// The transport for any system with a JDK: one [Selector], one channel for each port.
///
/// The channel of a transfer is not connected: only so can a stranger be told that it is one (RFC 1350 §4).
/// Late by up to a millisecond, the finest a selector waits.
public final class PortableTransport implements Transport {
    /// The largest datagram there is, IPv6 included; also all that is ever read at once.
    private static final int LARGEST_DATAGRAM = 1 << 16;

    private static final long NANOS_IN_A_MILLI = 1_000_000;

    private final TransportSettings settings;
    private final LocalAddresses localAddresses;
    private final Selector selector;
    private final Sockets sockets;
    private final long origin = System.nanoTime();
    private final TransportStatistics statistics = new TransportStatistics();
    private final BlockSender blockSender = new BlockSender(ByteBuffer.allocateDirect(BlockSender.ROOM));
    private final ArrivedDatagram datagram = new ArrivedDatagram(ByteBuffer.allocateDirect(LARGEST_DATAGRAM));
    private final Consumer<SelectionKey> dispatch = PortableTransport::receiveReady;

    private int handedOver;
    private long lastArrival = Long.MIN_VALUE;
    private int grantedReceiveBuffer = Integer.MAX_VALUE;

    /// Set by any thread: the selector forgets a wake-up that meets it while it only looks.
    private volatile boolean woken;

    /// Opens no socket but the selector's own.
    ///
    /// @param settings for this loop
    /// @throws IOException where no descriptor is left
    public PortableTransport(TransportSettings settings) throws IOException {
        this(settings, LocalAddresses::ofThisMachine);
    }

    PortableTransport(TransportSettings settings, LocalAddresses localAddresses) throws IOException {
        this.settings = settings;
        this.localAddresses = localAddresses;
        this.sockets = new Sockets(settings);
        this.selector = Selector.open();
    }

    /// {@return whether this system spreads clients over all loops that share a port ([PortSharing#amongLoops])}
    /// Elsewhere one loop gets them all, so that each address should have one loop.
    public static boolean spreadsReusePort() {
        return System.getProperty("os.name").equals("Linux");
    }

    @Override
    public int grantedReceiveBuffer() {
        return grantedReceiveBuffer == Integer.MAX_VALUE ? 0 : grantedReceiveBuffer;
    }

    @Override
    public long now() {
        return System.nanoTime() - origin;
    }

    @Override
    public Port listen(InetSocketAddress address, Arrivals arrivals) throws IOException {
        if (address.isUnresolved()) throw new IllegalArgumentException("unresolved address: " + address);
        if (settings.onlySix())
            throw new IOException("IPv6 alone needs the Linux engine: the portable one binds both families at once");
        InetSocketAddress free = settings.sharing().claim(address, sockets::exclusively);
        return free.getAddress().isAnyLocalAddress()
                ? WildcardPort.open(this, free, arrivals)
                : listenOn(free, settings.sharing().severalLoops(), arrivals);
    }

    /// One listening socket.
    ///
    /// @param shared other sockets of ours are bound to the same port
    PortablePort listenOn(InetSocketAddress address, boolean shared, Arrivals arrivals) throws IOException {
        DatagramChannel channel = sockets.listening(address, shared);
        PortablePort port = register(channel, true, arrivals);
        grantedReceiveBuffer = Math.min(grantedReceiveBuffer, channel.getOption(StandardSocketOptions.SO_RCVBUF));
        return port;
    }

    @Override
    public Port open(InetAddress local, PortRange range, Burst burst, Arrivals arrivals) throws IOException {
        return register(sockets.ofTransfer(local, range), false, arrivals);
    }

    private PortablePort register(DatagramChannel channel, boolean listening, Arrivals arrivals) throws IOException {
        try {
            channel.configureBlocking(false);
            PortablePort port = new PortablePort(this, channel, listening, arrivals);
            channel.register(selector, SelectionKey.OP_READ, port);
            return port;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public int receive(long deadline) throws IOException {
        if (!selector.isOpen()) throw new IOException("the transport is closed");
        handedOver = 0;
        long now = now();
        if (deadline <= now || woken) selector.selectNow(dispatch);
        else if (!spinUntil(Math.min(deadline, lastArrival + settings.spinNanos()))) waitUntil(deadline);
        woken = false;
        if (handedOver > 0 && settings.spinNanos() > 0) lastArrival = now();
        return handedOver;
    }

    /// @return false where nothing came
    private boolean spinUntil(long end) throws IOException {
        if (settings.spinNanos() == 0) return false;
        while (!woken && now() < end) {
            if (selector.selectNow(dispatch) > 0) return true;
            Thread.onSpinWait();
        }
        return false;
    }

    private void waitUntil(long deadline) throws IOException {
        long nanos = deadline - now();
        if (woken || nanos <= 0) selector.selectNow(dispatch);
        else if (deadline == Timer.NEVER) selector.select(dispatch);
        else selector.select(dispatch, (nanos - 1) / NANOS_IN_A_MILLI + 1);
    }

    @Override
    public void wakeup() {
        woken = true;
        selector.wakeup();
    }

    @Override
    public TransportStatistics statistics() {
        return statistics;
    }

    @Override
    public void close() {
        if (!selector.isOpen()) return;
        selector.keys().forEach(key -> ((PortablePort) key.attachment()).close());
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the selector could not be closed", e);
        }
    }

    /// Hands over one datagram of that port.
    ///
    /// @return false where none was there
    boolean receiveOne(PortablePort port, Arrivals arrivals) {
        if (!datagram.receive(port, statistics)) return false;
        handedOver++;
        arrivals.arrived(port, datagram);
        return true;
    }

    private static void receiveReady(SelectionKey key) {
        ((PortablePort) key.attachment()).receiveReady();
    }

    LocalAddresses localAddresses() {
        return localAddresses;
    }

    BlockSender blockSender() {
        return blockSender;
    }

    TransportSettings settings() {
        return settings;
    }
}
