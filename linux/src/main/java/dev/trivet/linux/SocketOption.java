package dev.trivet.linux;

/// Options of a datagram socket, of asm-generic/socket.h, bits/in.h and netinet/udp.h: the same on every processor
/// known here.
public enum SocketOption {
    /// Whether it is for datagrams; only to be read.
    SO_TYPE(Level.SOCKET, 3),
    /// Others of ours may bind the same port.
    SO_REUSEPORT(Level.SOCKET, 15),
    /// Octets that may wait to leave; the kernel doubles it.
    SO_SNDBUF(Level.SOCKET, 7),
    /// Octets that may wait to be read; the kernel doubles it.
    SO_RCVBUF(Level.SOCKET, 8),
    /// As SO_SNDBUF, without the system's limit; needs CAP_NET_ADMIN.
    SO_SNDBUFFORCE(Level.SOCKET, 32),
    /// As SO_RCVBUF, without the system's limit; needs CAP_NET_ADMIN.
    SO_RCVBUFFORCE(Level.SOCKET, 33),
    /// Each datagram tells the address it was sent to.
    IP_PKTINFO(Level.IPV4, 8),
    /// 0: datagrams larger than the path are split on the way.
    IP_MTU_DISCOVER(Level.IPV4, 10),
    /// What routers and peers say of our datagrams is kept for us.
    IP_RECVERR(Level.IPV4, 11),
    /// Not also a socket for IPv4.
    IPV6_V6ONLY(Level.IPV6, 26),
    /// As IP_PKTINFO.
    IPV6_RECVPKTINFO(Level.IPV6, 49),
    /// As IP_MTU_DISCOVER.
    IPV6_MTU_DISCOVER(Level.IPV6, 23),
    /// As IP_RECVERR.
    IPV6_RECVERR(Level.IPV6, 25),
    /// Datagrams of one size from one peer are handed over together.
    UDP_GRO(Level.UDP, 104);

    /// SOL_SOCKET, IPPROTO_IP, IPPROTO_IPV6, IPPROTO_UDP.
    static final class Level {
        static final int SOCKET = 1;
        static final int IPV4 = 0;
        static final int IPV6 = 41;
        static final int UDP = 17;

        private Level() {}
    }

    final int level;
    final int number;

    SocketOption(int level, int number) {
        this.level = level;
        this.number = number;
    }
}
