package dev.trivet.linux;

/// Where the parts of a message and of its control data stand, on 64-bit systems (bits/socket.h, bits/in.h):
///
/// ```
/// struct msghdr   { void *name; socklen_t namelen; iovec *iov; size_t iovlen; void *control; size_t controllen;
///                   int flags; }                                                                    56 octets
/// struct mmsghdr  { msghdr header; unsigned len; }                                                  64 octets
/// struct iovec    { void *base; size_t len; }                                                       16 octets
/// struct cmsghdr  { size_t len; int level; int type; data ... }                                     16 and data
/// struct in_pktinfo  { unsigned ifindex; in_addr spec_dst; in_addr addr; }                          12 octets
/// struct in6_pktinfo { in6_addr addr; unsigned ifindex; }                                           20 octets
/// ```
final class ControlLayout {
    static final int NAME = 0;
    static final int NAME_LENGTH = 8;
    static final int VECTORS = 16;
    static final int VECTOR_COUNT = 24;
    static final int CONTROL = 32;
    static final int CONTROL_LENGTH = 40;
    static final int FLAGS = 48;
    static final int MESSAGE_LENGTH = 56;
    static final int MESSAGE = 64;

    static final int VECTOR = 16;
    static final int VECTOR_LENGTH = 8;

    static final int CMSG_LEVEL = 8;
    static final int CMSG_TYPE = 12;
    static final int CMSG_DATA = 16;

    static final int PKTINFO_4 = 12;
    static final int PKTINFO_4_LOCAL = 4;
    static final int PKTINFO_4_HEADER = 8;
    static final int PKTINFO_6 = 20;
    static final int PKTINFO_6_INTERFACE = 16;

    // The types of control data: bits/in.h, netinet/udp.h.
    static final int IP_PKTINFO = 8;
    static final int IP_RECVERR = 11;
    static final int IPV6_RECVERR = 25;
    static final int IPV6_PKTINFO = 50;
    static final int UDP_SEGMENT = 103;
    static final int UDP_GRO = 104;

    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_ERRQUEUE = 0x2000;

    private ControlLayout() {}

    /// CMSG_ALIGN and CMSG_SPACE.
    static int space(int data) {
        return aligned(CMSG_DATA + data);
    }

    static int aligned(int octets) {
        return (octets + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    }
}
