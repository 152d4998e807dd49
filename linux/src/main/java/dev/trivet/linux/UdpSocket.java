package dev.trivet.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.trivet.linux.Libc.Function;
import java.net.InetSocketAddress;

/// A datagram socket that never waits. Not for several threads at once, but for [#close].
public final class UdpSocket implements AutoCloseable {
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;

    private static final int F_SETFD = 2;
    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int FD_CLOEXEC = 1;

    /// Behind the largest socket address in the thread's scratch memory.
    private static final int LENGTH = 32;

    /// Datagrams that wait on a socket nobody reads: a handful.
    private static final int DISCARDED_MOST = 256;

    private static final Function SOCKET = Function.named("socket");
    private static final Function BIND = Function.named("bind");
    private static final Function SETSOCKOPT = Function.named("setsockopt");

    private final Fd fd;
    private final boolean six;

    private UdpSocket(Fd fd, boolean six) {
        this.fd = fd;
        this.six = six;
    }

    /// socket(2).
    ///
    /// @param six for IPv6, else for IPv4
    /// @return not bound yet
    /// @throws LinuxException EMFILE, or EAFNOSUPPORT where there is no IPv6
    public static UdpSocket open(boolean six) throws LinuxException {
        int family = six ? SocketAddressLayout.AF_INET6 : SocketAddressLayout.AF_INET;
        return new UdpSocket(new Fd(SOCKET.callInt(family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, 0)), six);
    }

    /// A socket that somebody else made and bound: inetd, systemd.
    ///
    /// @param descriptor inherited by this process, and its own from now on
    /// @return never waits, is not inherited by children
    /// @throws LinuxException EBADF, ENOTSOCK; EINVAL where it is none for datagrams of IPv4 or IPv6
    public static UdpSocket handedOver(int descriptor) throws LinuxException {
        var struct = Scratch.mine().struct;
        struct.set(JAVA_INT, LENGTH, LENGTH);
        Rare.GETSOCKNAME.callInt(descriptor, struct.address(), struct.address() + LENGTH, 0);
        short family = SocketAddressLayout.family(struct, 0);
        boolean six = family == SocketAddressLayout.AF_INET6;
        var socket = new UdpSocket(new Fd(descriptor), six);
        if ((!six && family != SocketAddressLayout.AF_INET) || socket.get(SocketOption.SO_TYPE) != SOCK_DGRAM)
            throw new LinuxException("a socket handed over", Errno.EINVAL.number());
        Rare.FCNTL.callInt(descriptor, F_SETFD, FD_CLOEXEC, 0);
        long flags = Rare.FCNTL.callInt(descriptor, F_GETFL, 0, 0);
        Rare.FCNTL.callInt(descriptor, F_SETFL, flags | SOCK_NONBLOCK, 0);
        return socket;
    }

    /// {@return the descriptor, which stays this socket's}
    public Fd fd() {
        return fd;
    }

    /// {@return whether it is one for IPv6}
    public boolean isSix() {
        return six;
    }

    /// bind(2).
    ///
    /// @param address of this socket's family; port 0 takes a free one
    /// @throws LinuxException EADDRINUSE, EADDRNOTAVAIL, EACCES
    public void bind(Endpoint address) throws LinuxException {
        var struct = Scratch.mine().struct;
        int octets = SocketAddressLayout.write(address, struct, 0);
        BIND.callInt(fd.number(), struct.address(), octets, 0);
    }

    /// {@return where it is bound (getsockname(2))}
    ///
    /// @throws LinuxException rarely: no memory
    public InetSocketAddress local() throws LinuxException {
        var struct = Scratch.mine().struct;
        struct.set(JAVA_INT, LENGTH, LENGTH);
        Rare.GETSOCKNAME.callInt(fd.number(), struct.address(), struct.address() + LENGTH, 0);
        return SocketAddressLayout.read(struct, 0).address();
    }

    /// setsockopt(2).
    ///
    /// @param option which
    /// @param value as socket(7), ip(7), ipv6(7) or udp(7) has it
    /// @throws LinuxException EPERM, ENOPROTOOPT
    public void set(SocketOption option, int value) throws LinuxException {
        var struct = Scratch.mine().struct;
        struct.set(JAVA_INT, 0, value);
        long result = SETSOCKOPT.attempt(fd.number(), option.level, option.number, struct.address(), Integer.BYTES, 0);
        if (result < 0) throw new LinuxException("setsockopt " + option, (int) -result);
    }

    /// As [#set], for what works less well without it, and is no reason to fail.
    ///
    /// @param option which
    /// @param value to be set
    /// @return whether the system took it
    public boolean trySet(SocketOption option, int value) {
        var struct = Scratch.mine().struct;
        struct.set(JAVA_INT, 0, value);
        return SETSOCKOPT.attempt(fd.number(), option.level, option.number, struct.address(), Integer.BYTES, 0) >= 0;
    }

    /// getsockopt(2).
    ///
    /// @param option which
    /// @return its value
    /// @throws LinuxException ENOPROTOOPT
    public int get(SocketOption option) throws LinuxException {
        var struct = Scratch.mine().struct;
        struct.set(JAVA_INT, 0, 0);
        struct.set(JAVA_INT, LENGTH, Integer.BYTES);
        long result = Rare.GETSOCKOPT.attempt(
                fd.number(), option.level, option.number, struct.address(), struct.address() + LENGTH, 0);
        if (result < 0) throw new LinuxException("getsockopt " + option, (int) -result);
        return struct.get(JAVA_INT, 0);
    }

    /// Asks for a receive buffer: beyond the system's limit where this process may.
    ///
    /// @param octets of datagrams with what the kernel counts besides
    public void receiveBuffer(int octets) {
        if (!trySet(SocketOption.SO_RCVBUFFORCE, octets)) trySet(SocketOption.SO_RCVBUF, octets);
    }

    /// As [#receiveBuffer], for what waits to leave.
    ///
    /// @param octets as there
    public void sendBuffer(int octets) {
        if (!trySet(SocketOption.SO_SNDBUFFORCE, octets)) trySet(SocketOption.SO_SNDBUF, octets);
    }

    /// Reads what has arrived, and drops it; what arrives meanwhile may stay.
    public void discardArrived() {
        var struct = Scratch.mine().struct;
        for (int i = 0; i < DISCARDED_MOST; i++) {
            long octets = Rare.RECV.attempt(fd.number(), struct.address(), 1, ControlLayout.MSG_DONTWAIT, 0, 0);
            if (octets == -Errno.EAGAIN.number()) return;
        }
    }

    /// The port is free from now on.
    @Override
    public void close() {
        fd.close();
    }

    private static final class Rare {
        static final Function RECV = Function.named("recv");
        static final Function GETSOCKNAME = Function.named("getsockname");
        static final Function FCNTL = Function.named("fcntl");
        static final Function GETSOCKOPT = Function.named("getsockopt");
    }
}
