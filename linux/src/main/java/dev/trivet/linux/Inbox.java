package dev.trivet.linux;

import static dev.trivet.linux.ControlLayout.CMSG_DATA;
import static dev.trivet.linux.ControlLayout.CMSG_LEVEL;
import static dev.trivet.linux.ControlLayout.CMSG_TYPE;
import static dev.trivet.linux.ControlLayout.CONTROL;
import static dev.trivet.linux.ControlLayout.CONTROL_LENGTH;
import static dev.trivet.linux.ControlLayout.MESSAGE;
import static dev.trivet.linux.ControlLayout.MESSAGE_LENGTH;
import static dev.trivet.linux.ControlLayout.NAME;
import static dev.trivet.linux.ControlLayout.NAME_LENGTH;
import static dev.trivet.linux.ControlLayout.VECTOR;
import static dev.trivet.linux.ControlLayout.VECTORS;
import static dev.trivet.linux.ControlLayout.VECTOR_COUNT;
import static dev.trivet.linux.ControlLayout.VECTOR_LENGTH;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.trivet.linux.Libc.Function;
import dev.trivet.linux.SocketOption.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Datagrams in batches (recvmmsg(2)), with what the kernel tells of each: sender, address that was asked, interface,
/// and where several of one sender were joined (UDP_GRO) how long each of them is. One memory, used again at the next
/// batch; nothing is allocated. For one thread.
public final class Inbox {
    /// Datagrams, or trains of them, in one batch.
    public static final int SLOTS = 32;

    /// The largest datagram there is, and the longest train.
    private static final int SLOT_OCTETS = 1 << 16;

    /// Room for a socket address of either family.
    private static final int NAME_OCTETS = 32;

    /// Address that was asked, and length of a train's parts: 64 and 24 octets at most.
    private static final int CONTROL_OCTETS = 96;

    /// What was sent, where it failed, and who says so.
    private static final int ERROR_OCTETS = 256; // the thread's scratch structure

    private static final int UNTOLD = -1;

    private static final Function RECVMMSG = Function.named("recvmmsg");
    private static final Function RECVFROM = Function.named("recvfrom");

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment payloads = arena.allocate((long) SLOTS * SLOT_OCTETS, Long.BYTES);
    private final MemorySegment names = arena.allocate((long) SLOTS * NAME_OCTETS, Long.BYTES);
    private final MemorySegment controls = arena.allocate((long) SLOTS * CONTROL_OCTETS, Long.BYTES);
    private final MemorySegment vectors = arena.allocate((long) SLOTS * VECTOR, Long.BYTES);
    private final MemorySegment messages = arena.allocate((long) SLOTS * MESSAGE, Long.BYTES);
    private final ByteBuffer octets = payloads.asByteBuffer();
    private final int[] partOctets = new int[SLOTS];
    private final int[] localAt = new int[SLOTS];

    /// A batch that holds nothing yet.
    public Inbox() {
        for (int i = 0; i < SLOTS; i++) {
            vectors.set(JAVA_LONG, at(i, VECTOR), payloads.address() + at(i, SLOT_OCTETS));
            vectors.set(JAVA_LONG, at(i, VECTOR) + VECTOR_LENGTH, SLOT_OCTETS);
            messages.set(JAVA_LONG, at(i, MESSAGE) + NAME, names.address() + at(i, NAME_OCTETS));
            messages.set(JAVA_LONG, at(i, MESSAGE) + VECTORS, vectors.address() + at(i, VECTOR));
            messages.set(JAVA_LONG, at(i, MESSAGE) + VECTOR_COUNT, 1);
            messages.set(JAVA_LONG, at(i, MESSAGE) + CONTROL, controls.address() + at(i, CONTROL_OCTETS));
        }
    }

    private static long at(int slot, int size) {
        return (long) slot * size;
    }

    /// {@return the payloads of all slots: see [#start]. Its position and limit are the caller's}
    public ByteBuffer octets() {
        return octets;
    }

    /// Takes what is there, and waits for nothing.
    ///
    /// @param socket never blocking
    /// @param most from 1 to [#SLOTS]
    /// @return how many slots are filled; 0 where nothing is there; below: the error's number, negative
    public int receive(Fd socket, int most) {
        for (int i = 0; i < most; i++) {
            messages.set(JAVA_INT, at(i, MESSAGE) + NAME_LENGTH, NAME_OCTETS);
            messages.set(JAVA_LONG, at(i, MESSAGE) + CONTROL_LENGTH, CONTROL_OCTETS);
        }
        int count = (int) RECVMMSG.attempt(socket.number(), messages.address(), most, ControlLayout.MSG_DONTWAIT, 0, 0);
        if (count == -Errno.EAGAIN.number()) return 0;
        for (int i = 0; i < count; i++) readControl(i);
        return count;
    }

    /// Takes one datagram of a socket that tells nothing but the sender (recvfrom(2)), which is cheaper.
    ///
    /// @param socket never blocking
    /// @return 1, or as for [#receive]
    public int receiveOne(Fd socket) {
        messages.set(JAVA_INT, NAME_LENGTH, NAME_OCTETS);
        int octets = (int) RECVFROM.attempt(
                socket.number(),
                payloads.address(),
                SLOT_OCTETS,
                ControlLayout.MSG_DONTWAIT,
                names.address(),
                messages.address() + NAME_LENGTH);
        if (octets < 0) return octets == -Errno.EAGAIN.number() ? 0 : octets;
        messages.set(JAVA_INT, MESSAGE_LENGTH, octets);
        partOctets[0] = octets;
        localAt[0] = UNTOLD;
        return 1;
    }

    private void readControl(int slot) {
        partOctets[slot] = length(slot);
        localAt[slot] = UNTOLD;
        long end = messages.get(JAVA_LONG, at(slot, MESSAGE) + CONTROL_LENGTH);
        for (int offset = 0; offset + CMSG_DATA <= end; ) {
            long header = at(slot, CONTROL_OCTETS) + offset;
            int size = (int) controls.get(JAVA_LONG, header);
            int type = controls.get(JAVA_INT, header + CMSG_TYPE);
            int level = controls.get(JAVA_INT, header + CMSG_LEVEL);
            if (level == Level.UDP && type == ControlLayout.UDP_GRO)
                partOctets[slot] = controls.get(JAVA_INT, header + CMSG_DATA);
            else if (isLocal(level, type)) localAt[slot] = (int) header + CMSG_DATA;
            offset += ControlLayout.aligned(Math.max(size, CMSG_DATA));
        }
    }

    private static boolean isLocal(int level, int type) {
        return level == Level.IPV4 && type == ControlLayout.IP_PKTINFO
                || level == Level.IPV6 && type == ControlLayout.IPV6_PKTINFO;
    }

    /// {@return where a payload begins in [#octets]}
    ///
    /// @param slot below what [#receive] returned, as everywhere here
    public int start(int slot) {
        return slot * SLOT_OCTETS;
    }

    /// {@return octets of a payload: of all parts of a train}
    ///
    /// @param slot which
    public int length(int slot) {
        return messages.get(JAVA_INT, at(slot, MESSAGE) + MESSAGE_LENGTH);
    }

    /// {@return octets of each datagram of a train but the last; of a single datagram all of it}
    ///
    /// @param slot which
    public int partLength(int slot) {
        return partOctets[slot];
    }

    // --- from whom

    /// {@return whether it came from there}
    ///
    /// @param slot which
    /// @param peer address and port
    public boolean isFrom(int slot, Endpoint peer) {
        long name = at(slot, NAME_OCTETS);
        return SocketAddressLayout.port(names, name) == peer.port
                && SocketAddressLayout.low(names, name) == peer.low
                && SocketAddressLayout.high(names, name) == peer.high
                && SocketAddressLayout.scope(names, name) == peer.scope
                && SocketAddressLayout.isSix(names, name) == peer.six;
    }

    /// {@return a new object for the sender}
    ///
    /// @param slot which
    public Endpoint from(int slot) {
        return SocketAddressLayout.read(names, at(slot, NAME_OCTETS));
    }

    /// {@return a number made of the sender's address and port, evenly spread}
    ///
    /// @param slot which
    public int hashOfSender(int slot) {
        long name = at(slot, NAME_OCTETS);
        long mixed = (SocketAddressLayout.low(names, name) * 31 + SocketAddressLayout.high(names, name)) * 31
                + SocketAddressLayout.port(names, name);
        mixed *= 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32);
    }

    // --- to which address, where the socket tells

    /// {@return whether it was sent to that address of ours}
    ///
    /// @param slot which
    /// @param local of ours; its port is not looked at
    public boolean isTo(int slot, Endpoint local) {
        return tells(slot)
                && localLow(slot) == local.low
                && localHigh(slot) == local.high
                && (local.scope == 0 || local.scope == interfaceIndex(slot));
    }

    /// {@return whether the socket told the address}
    ///
    /// @param slot which
    public boolean tells(int slot) {
        return localAt[slot] != UNTOLD;
    }

    /// {@return the interface it came in by; 0 where the socket does not tell}
    ///
    /// @param slot which
    public int interfaceIndex(int slot) {
        if (!tells(slot)) return 0;
        return controls.get(JAVA_INT, localAt[slot] + (isSix(slot) ? ControlLayout.PKTINFO_6_INTERFACE : 0));
    }

    /// {@return whether it was sent to a broadcast or multicast address: [#to] is then the address of ours that an
    /// answer would leave from}
    ///
    /// @param slot which
    public boolean isToMany(int slot) {
        if (!tells(slot)) return false;
        if (isSix(slot)) return controls.get(JAVA_BYTE, localAt[slot]) == (byte) 0xFF;
        return localLow(slot)
                != (controls.get(SocketAddressLayout.NET_INT, localAt[slot] + ControlLayout.PKTINFO_4_HEADER)
                        & 0xFFFF_FFFFL);
    }

    /// {@return a new object for the address of ours that it was sent to}
    ///
    /// @param slot which; one that [#tells]
    /// @param port what the socket is bound to
    public Endpoint to(int slot, int port) {
        if (isSix(slot) && SocketAddressLayout.isMapped(localHigh(slot), localLow(slot)))
            return new Endpoint(false, 0, localLow(slot) & 0xFFFF_FFFFL, port, 0);
        boolean linkLocal = isSix(slot) && localHigh(slot) >>> 54 == 0xFE80L >>> 6;
        return new Endpoint(isSix(slot), localHigh(slot), localLow(slot), port, linkLocal ? interfaceIndex(slot) : 0);
    }

    private boolean isSix(int slot) {
        return SocketAddressLayout.isSix(names, at(slot, NAME_OCTETS));
    }

    private long localHigh(int slot) {
        return isSix(slot) ? controls.get(SocketAddressLayout.NET_LONG, localAt[slot]) : 0;
    }

    private long localLow(int slot) {
        return isSix(slot)
                ? controls.get(SocketAddressLayout.NET_LONG, localAt[slot] + Long.BYTES)
                : controls.get(SocketAddressLayout.NET_INT, localAt[slot] + ControlLayout.PKTINFO_4_LOCAL)
                        & 0xFFFF_FFFFL;
    }

    // --- what became of datagrams of ours

    /// Something that a router or the other host said of a datagram of ours.
    ///
    /// @param number of the error, as the system numbers it
    /// @param peer where the datagram was sent to
    public record SendError(int number, Endpoint peer) {
        /// {@return by name}
        public Errno errno() {
            return Errno.of(number);
        }
    }

    /// Takes the next one from a socket with IP_RECVERR. Overwrites slot 0.
    ///
    /// @param socket never blocking
    /// @return empty where there is none
    public Optional<SendError> nextError(Fd socket) {
        var control = errors();
        messages.set(JAVA_INT, NAME_LENGTH, NAME_OCTETS);
        messages.set(JAVA_LONG, CONTROL, control.address());
        messages.set(JAVA_LONG, CONTROL_LENGTH, ERROR_OCTETS);
        long result = Rare.RECVMSG.attempt(
                socket.number(), messages.address(), ControlLayout.MSG_ERRQUEUE | ControlLayout.MSG_DONTWAIT, 0, 0, 0);
        messages.set(JAVA_LONG, CONTROL, controls.address());
        return result < 0 ? Optional.empty() : Optional.of(new SendError(errorNumber(control), from(0)));
    }

    /// struct sock_extended_err { uint32_t ee_errno; ... } of linux/errqueue.h.
    private int errorNumber(MemorySegment control) {
        long end = messages.get(JAVA_LONG, CONTROL_LENGTH);
        for (int offset = 0; offset + CMSG_DATA <= end; ) {
            int type = control.get(JAVA_INT, offset + CMSG_TYPE);
            int level = control.get(JAVA_INT, offset + CMSG_LEVEL);
            boolean error = level == Level.IPV4 && type == ControlLayout.IP_RECVERR
                    || level == Level.IPV6 && type == ControlLayout.IPV6_RECVERR;
            if (error) return control.get(JAVA_INT, offset + CMSG_DATA);
            offset += ControlLayout.aligned(Math.max((int) control.get(JAVA_LONG, offset), CMSG_DATA));
        }
        return 0;
    }

    private MemorySegment errors() {
        return Scratch.mine().struct;
    }

    private static final class Rare {
        static final Function RECVMSG = Function.named("recvmsg");
    }
}
