package dev.trivet.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Where the parts of a socket address stand (netinet/in.h):
///
/// ```
/// struct sockaddr_in  { sa_family_t family; in_port_t port; in_addr address; ... }                       16 octets
/// struct sockaddr_in6 { sa_family_t family; in_port_t port; uint32_t flow; in6_addr address; uint32_t scope }  28
/// ```
final class SocketAddressLayout {
    static final short AF_INET = 2;
    static final short AF_INET6 = 10;

    static final int OCTETS_4 = 16;
    static final int OCTETS_6 = 28;

    private static final int PORT = 2;
    private static final int ADDRESS_4 = 4;
    private static final int FLOW = 4;
    private static final int ADDRESS_6 = 8;
    private static final int SCOPE = 24;

    /// Numbers on the wire are big-endian, and not aligned here.
    static final ValueLayout.OfShort NET_SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    static final ValueLayout.OfInt NET_INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    static final ValueLayout.OfLong NET_LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private SocketAddressLayout() {}

    /// @return octets written
    static int write(Endpoint from, MemorySegment into, long at) {
        into.set(JAVA_SHORT, at, from.six ? AF_INET6 : AF_INET);
        into.set(NET_SHORT, at + PORT, (short) from.port);
        if (!from.six) {
            into.set(NET_INT, at + ADDRESS_4, (int) from.low);
            return OCTETS_4;
        }
        into.set(JAVA_INT, at + FLOW, 0);
        into.set(NET_LONG, at + ADDRESS_6, from.high);
        into.set(NET_LONG, at + ADDRESS_6 + Long.BYTES, from.low);
        into.set(JAVA_INT, at + SCOPE, from.scope);
        return OCTETS_6;
    }

    /// An IPv4 address in the clothes of IPv6, as a socket for both families tells it, is one of IPv4.
    static Endpoint read(MemorySegment from, long at) {
        return isSix(from, at) && !isMapped(high(from, at), low(from, at))
                ? new Endpoint(true, high(from, at), low(from, at), port(from, at), scope(from, at))
                : new Endpoint(false, 0, low(from, at) & 0xFFFF_FFFFL, port(from, at), 0);
    }

    static short family(MemorySegment from, long at) {
        return from.get(JAVA_SHORT, at);
    }

    static boolean isSix(MemorySegment from, long at) {
        return family(from, at) == AF_INET6;
    }

    /// `::ffff:192.0.2.1` (RFC 4291 §2.5.5.2).
    static boolean isMapped(long high, long low) {
        return high == 0 && low >>> 32 == 0xFFFF;
    }

    static int port(MemorySegment from, long at) {
        return from.get(NET_SHORT, at + PORT) & 0xFFFF;
    }

    static long high(MemorySegment from, long at) {
        return isSix(from, at) ? from.get(NET_LONG, at + ADDRESS_6) : 0;
    }

    static long low(MemorySegment from, long at) {
        return isSix(from, at)
                ? from.get(NET_LONG, at + ADDRESS_6 + Long.BYTES)
                : from.get(NET_INT, at + ADDRESS_4) & 0xFFFF_FFFFL;
    }

    static int scope(MemorySegment from, long at) {
        return isSix(from, at) ? from.get(JAVA_INT, at + SCOPE) : 0;
    }
}
