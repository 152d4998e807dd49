package dev.trivet.engine;

import static java.net.StandardSocketOptions.SO_RCVBUF;
import static java.net.StandardSocketOptions.SO_REUSEADDR;
import static java.net.StandardSocketOptions.SO_REUSEPORT;
import static java.net.StandardSocketOptions.SO_SNDBUF;
import static jdk.net.ExtendedSocketOptions.IP_DONTFRAGMENT;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Makes the channels of a portable transport. A channel that could not be bound is closed again.
final class Sockets {
    /// Ports of a range tried at random before it is searched in order: all taken means that the range is nearly full.
    private static final int RANDOM_TRIES = 16;

    /// Ports then tried in order: some milliseconds of the loop's time.
    private static final int SEARCHED = 4_096;

    private static final boolean IPV6 = hasIpv6();

    private final TransportSettings settings;

    /// TIDs should be "randomly chosen" (RFC 1350 §4): against confusion with an old transfer, not against a listener.
    private final RandomGenerator random = new SplittableRandom();

    Sockets(TransportSettings settings) {
        this.settings = settings;
    }

    /// Binds without sharing, which shows who else is there: a shared port hides them. Lets go of it again.
    InetSocketAddress exclusively(InetSocketAddress address) throws IOException {
        InetSocketAddress usable = usable(address);
        try (DatagramChannel channel = DatagramChannel.open(family(usable.getAddress()))) {
            bindForListening(channel, usable);
            return (InetSocketAddress) channel.getLocalAddress();
        }
    }

    /// @param shared with other sockets of ours on the same port
    DatagramChannel listening(InetSocketAddress address, boolean shared) throws IOException {
        return bound(address.getAddress(), channel -> {
            channel.setOption(SO_RCVBUF, settings.listenBuffer());
            channel.setOption(SO_SNDBUF, settings.transferBuffer());
            if (shared) share(channel);
            bindForListening(channel, address);
        });
    }

    DatagramChannel ofTransfer(InetAddress local, PortRange range) throws IOException {
        return bound(local, channel -> {
            channel.setOption(SO_RCVBUF, settings.transferBuffer());
            channel.setOption(SO_SNDBUF, settings.transferBuffer());
            bindInRange(channel, local, range);
        });
    }

    private interface Binding {
        void apply(DatagramChannel channel) throws IOException;
    }

    private static DatagramChannel bound(InetAddress local, Binding binding) throws IOException {
        DatagramChannel channel = DatagramChannel.open(family(local));
        try {
            // A block larger than the path carries is split on the way, as the client asked for it.
            if (channel.supportedOptions().contains(IP_DONTFRAGMENT)) channel.setOption(IP_DONTFRAGMENT, false);
            binding.apply(channel);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /// SO_REUSEPORT where there is one: it shares with sockets of the same user only, SO_REUSEADDR with anyone's.
    private static void share(DatagramChannel channel) throws IOException {
        boolean reusePort = channel.supportedOptions().contains(SO_REUSEPORT);
        channel.setOption(reusePort ? SO_REUSEPORT : SO_REUSEADDR, true);
    }

    private static void bindForListening(DatagramChannel channel, InetSocketAddress address) throws IOException {
        try {
            channel.bind(address);
        } catch (BindException e) {
            if (!isTaken(e, address)) throw e;
            var taken = new PortTakenException(address, PortOwner.of(address));
            taken.initCause(e);
            throw taken;
        }
    }

    /// The same exception says "not allowed" and "no such address", and its text may be translated.
    private static boolean isTaken(BindException e, InetSocketAddress address) {
        String text = e.getMessage();
        return text != null && text.contains("in use") || PortOwner.isHeld(address);
    }

    private void bindInRange(DatagramChannel channel, InetAddress local, PortRange range) throws IOException {
        if (range.equals(PortRange.SYSTEM)) {
            channel.bind(new InetSocketAddress(local, 0));
            return;
        }
        int ports = range.high() - range.low() + 1;
        for (int i = 0; i < RANDOM_TRIES; i++) {
            if (binds(channel, local, range.low() + random.nextInt(ports))) return;
        }
        int start = random.nextInt(ports);
        for (int i = 0; i < Math.min(ports, SEARCHED); i++) {
            if (binds(channel, local, range.low() + (start + i) % ports)) return;
        }
        throw new BindException(
                "no port is free in " + range.low() + ":" + range.high() + " of " + local.getHostAddress());
    }

    private static boolean binds(DatagramChannel channel, InetAddress local, int port) throws IOException {
        try {
            channel.bind(new InetSocketAddress(local, port));
            return true;
        } catch (BindException taken) {
            return false;
        }
    }

    /// `::` means both families; where there is no IPv6 it means the other.
    private static InetSocketAddress usable(InetSocketAddress address) throws IOException {
        boolean fallback = address.getAddress() instanceof Inet6Address any && any.isAnyLocalAddress() && !IPV6;
        return fallback ? new InetSocketAddress(InetAddress.getByAddress(new byte[4]), address.getPort()) : address;
    }

    private static ProtocolFamily family(InetAddress address) throws IOException {
        if (!(address instanceof Inet6Address)) return StandardProtocolFamily.INET;
        if (!IPV6) throw new BindException("no IPv6 on this system for " + address.getHostAddress());
        return StandardProtocolFamily.INET6;
    }

    private static boolean hasIpv6() {
        try (DatagramChannel _ = DatagramChannel.open(StandardProtocolFamily.INET6)) {
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
