package dev.trivet.linux;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/// Address and port as the kernel writes them, beside what Java calls them: made once for each peer, so that sending
/// and receiving make no object. Immutable.
public final class Endpoint {
    private static final int IPV4_OCTETS = 4;
    private static final int IPV6_OCTETS = 16;

    /// IPv6 only: the first eight octets.
    final long high;
    /// The last eight octets; of an IPv4 address its four.
    final long low;

    final boolean six;
    final int port;
    /// IPv6 only: the interface of a link-local address; 0: any.
    final int scope;
    private final InetSocketAddress address;

    Endpoint(boolean six, long high, long low, int port, int scope) {
        this.six = six;
        this.high = high;
        this.low = low;
        this.port = port;
        this.scope = scope;
        this.address = new InetSocketAddress(inetAddress(six, high, low, scope), port);
    }

    private Endpoint(boolean six, long high, long low, int scope, InetSocketAddress address) {
        this.six = six;
        this.high = high;
        this.low = low;
        this.port = address.getPort();
        this.scope = scope;
        this.address = address;
    }

    /// {@return the same place}
    ///
    /// @param address with an address, IPv4 or IPv6
    public static Endpoint of(InetSocketAddress address) {
        var octets = ByteBuffer.wrap(address.getAddress().getAddress());
        return address.getAddress() instanceof Inet6Address six
                ? new Endpoint(true, octets.getLong(), octets.getLong(), six.getScopeId(), address)
                : new Endpoint(false, 0, octets.getInt() & 0xFFFF_FFFFL, 0, address);
    }

    /// {@return the same object at each call}
    public InetSocketAddress address() {
        return address;
    }

    private static InetAddress inetAddress(boolean six, long high, long low, int scope) {
        try {
            if (!six)
                return Inet4Address.getByAddress(
                        ByteBuffer.allocate(IPV4_OCTETS).putInt((int) low).array());
            var octets =
                    ByteBuffer.allocate(IPV6_OCTETS).putLong(high).putLong(low).array();
            return scope == 0 ? InetAddress.getByAddress(octets) : Inet6Address.getByAddress(null, octets, scope);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("neither 4 nor 16 octets", e);
        }
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
