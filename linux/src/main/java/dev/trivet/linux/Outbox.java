package dev.trivet.linux;

import static dev.trivet.linux.ControlLayout.CMSG_DATA;
import static dev.trivet.linux.ControlLayout.CMSG_LEVEL;
import static dev.trivet.linux.ControlLayout.CMSG_TYPE;
import static dev.trivet.linux.ControlLayout.CONTROL;
import static dev.trivet.linux.ControlLayout.CONTROL_LENGTH;
import static dev.trivet.linux.ControlLayout.MESSAGE;
import static dev.trivet.linux.ControlLayout.NAME;
import static dev.trivet.linux.ControlLayout.NAME_LENGTH;
import static dev.trivet.linux.ControlLayout.VECTOR;
import static dev.trivet.linux.ControlLayout.VECTORS;
import static dev.trivet.linux.ControlLayout.VECTOR_COUNT;
import static dev.trivet.linux.ControlLayout.VECTOR_LENGTH;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.trivet.linux.Libc.Function;
import dev.trivet.linux.SocketOption.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Datagrams to one peer in batches: as a train that the kernel or the device cuts up (UDP_SEGMENT), or one by one in
/// one call (sendmmsg(2)). Each consists of a head, kept here, and a body that lies anywhere: in [#room], or in a
/// [Mapping]. One memory, used again; nothing is allocated. For one thread.
public final class Outbox {
    /// Datagrams in one batch: the longest train of a kernel before 6.12.
    public static final int MOST = 64;

    /// Octets of a train: the largest IPv4 datagram.
    public static final int TRAIN_OCTETS = 65_507;

    /// Room for a socket address of either family.
    private static final int NAME_OCTETS = 32;

    private static final int TRAIN_CONTROL = ControlLayout.space(Short.BYTES);
    private static final int CONTROL_OCTETS = TRAIN_CONTROL + ControlLayout.space(ControlLayout.PKTINFO_6);

    private static final Function SENDMSG = Function.named("sendmsg");
    private static final Function SENDMMSG = Function.named("sendmmsg");

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment name = arena.allocate(NAME_OCTETS, Long.BYTES);
    private final MemorySegment control = arena.allocate(CONTROL_OCTETS, Long.BYTES);
    private final MemorySegment vectors = arena.allocate(2L * MOST * VECTOR, Long.BYTES);
    private final MemorySegment messages = arena.allocate((long) MOST * MESSAGE, Long.BYTES);
    /// One message of all vectors.
    private final MemorySegment train = arena.allocate(MESSAGE, Long.BYTES);

    private final MemorySegment heads;
    private final MemorySegment room;
    private final ByteBuffer headBuffer;
    private final ByteBuffer roomBuffer;
    private final int headOctets;

    private @Nullable Endpoint peer;
    private @Nullable Endpoint local;
    private int nameOctets;
    private int localControl;

    /// Memory for heads and bodies, and nothing in it.
    ///
    /// @param headOctets of the head of each datagram
    /// @param roomOctets of room for bodies
    public Outbox(int headOctets, int roomOctets) {
        this.headOctets = headOctets;
        heads = arena.allocate((long) MOST * headOctets, Long.BYTES);
        room = arena.allocate(roomOctets, Long.BYTES);
        headBuffer = heads.asByteBuffer();
        roomBuffer = room.asByteBuffer();
        for (int i = 0; i < MOST; i++) {
            long head = 2L * i * VECTOR;
            vectors.set(JAVA_LONG, head, heads.address() + (long) i * headOctets);
            vectors.set(JAVA_LONG, head + VECTOR_LENGTH, headOctets);
            prepare(messages, (long) i * MESSAGE, vectors.address() + head);
        }
        prepare(train, 0, vectors.address());
        control.set(JAVA_LONG, 0, CMSG_DATA + Short.BYTES);
        control.set(JAVA_INT, CMSG_LEVEL, Level.UDP);
        control.set(JAVA_INT, CMSG_TYPE, ControlLayout.UDP_SEGMENT);
    }

    private void prepare(MemorySegment message, long at, long firstVector) {
        message.set(JAVA_LONG, at + NAME, name.address());
        message.set(JAVA_LONG, at + VECTORS, firstVector);
        message.set(JAVA_LONG, at + VECTOR_COUNT, 2);
        message.set(JAVA_LONG, at + CONTROL, control.address() + TRAIN_CONTROL);
    }

    /// {@return the heads, one behind the other}
    public ByteBuffer heads() {
        return headBuffer;
    }

    /// {@return room for bodies. Its position and limit are the caller's}
    public ByteBuffer room() {
        return roomBuffer;
    }

    /// {@return where the room lies, for [#body]}
    public long roomAddress() {
        return room.address();
    }

    /// From now on everything goes there.
    ///
    /// @param to of the family of the socket
    /// @param from the address of ours it leaves from; null where the socket is bound to one
    public void aim(Endpoint to, @Nullable Endpoint from) {
        if (to == peer && from == local) return; // the usual case: the very objects of the last datagram
        peer = to;
        local = from;
        int formerName = nameOctets;
        int formerControl = localControl;
        nameOctets = SocketAddressLayout.write(to, name, 0);
        localControl = from == null ? 0 : writeLocal(from);
        if (nameOctets == formerName && localControl == formerControl) return;
        for (int i = 0; i < MOST; i++) aim(messages, (long) i * MESSAGE);
        aim(train, 0);
    }

    private void aim(MemorySegment message, long at) {
        message.set(JAVA_INT, at + NAME_LENGTH, nameOctets);
        message.set(JAVA_LONG, at + CONTROL_LENGTH, localControl);
    }

    /// The interface is left to the routes, but for link-local addresses.
    private int writeLocal(Endpoint from) {
        int data = TRAIN_CONTROL + CMSG_DATA;
        int size = from.six ? ControlLayout.PKTINFO_6 : ControlLayout.PKTINFO_4;
        control.set(JAVA_LONG, TRAIN_CONTROL, CMSG_DATA + size);
        control.set(JAVA_INT, TRAIN_CONTROL + CMSG_LEVEL, from.six ? Level.IPV6 : Level.IPV4);
        control.set(
                JAVA_INT, TRAIN_CONTROL + CMSG_TYPE, from.six ? ControlLayout.IPV6_PKTINFO : ControlLayout.IP_PKTINFO);
        if (from.six) {
            control.set(SocketAddressLayout.NET_LONG, data, from.high);
            control.set(SocketAddressLayout.NET_LONG, data + Long.BYTES, from.low);
            control.set(JAVA_INT, data + ControlLayout.PKTINFO_6_INTERFACE, from.scope);
        } else {
            control.set(JAVA_INT, data, 0);
            control.set(SocketAddressLayout.NET_INT, data + ControlLayout.PKTINFO_4_LOCAL, (int) from.low);
            control.set(JAVA_INT, data + ControlLayout.PKTINFO_4_HEADER, 0);
        }
        return ControlLayout.space(size);
    }

    /// Sets the body of a datagram.
    ///
    /// @param index below [#MOST]
    /// @param address of its first octet
    /// @param octets from 0 on
    public void body(int index, long address, int octets) {
        long at = (2L * index + 1) * VECTOR;
        vectors.set(JAVA_LONG, at, address);
        vectors.set(JAVA_LONG, at + VECTOR_LENGTH, octets);
    }

    /// Sends datagrams in one call, to be cut up on the way out. All but the last are equally long.
    ///
    /// @param socket of the peer's family
    /// @param first below `end`
    /// @param end at most [#MOST]
    /// @param bodyOctets of each but the last
    /// @return 0, or the number of the error, negative; then none was sent
    public int sendTrain(Fd socket, int first, int end, int bodyOctets) {
        train.set(JAVA_LONG, VECTORS, vectors.address() + 2L * first * VECTOR);
        train.set(JAVA_LONG, VECTOR_COUNT, 2L * (end - first));
        boolean cut = end - first > 1;
        if (cut) control.set(JAVA_SHORT, CMSG_DATA, (short) (headOctets + bodyOctets));
        train.set(JAVA_LONG, CONTROL, control.address() + (cut ? 0 : TRAIN_CONTROL));
        train.set(JAVA_LONG, CONTROL_LENGTH, localControl + (cut ? TRAIN_CONTROL : 0L));
        return outcome(SENDMSG.attempt(socket.number(), train.address(), 0, 0, 0, 0));
    }

    /// Sends datagrams one by one, in one call.
    ///
    /// @param socket of the peer's family
    /// @param first below `end`
    /// @param end at most [#MOST]
    /// @return how many were sent, at least 1; or the number of the error, negative
    public int sendEach(Fd socket, int first, int end) {
        return (int)
                SENDMMSG.attempt(socket.number(), messages.address() + (long) first * MESSAGE, end - first, 0, 0, 0);
    }

    /// Sends the first octets of [#room] as one datagram, without a head.
    ///
    /// @param socket of the peer's family
    /// @param octets of it
    /// @return 0, or the number of the error, negative
    public int sendRoom(Fd socket, int octets) {
        body(0, room.address(), octets);
        train.set(JAVA_LONG, VECTORS, vectors.address() + VECTOR);
        train.set(JAVA_LONG, VECTOR_COUNT, 1);
        train.set(JAVA_LONG, CONTROL, control.address() + TRAIN_CONTROL);
        train.set(JAVA_LONG, CONTROL_LENGTH, localControl);
        return outcome(SENDMSG.attempt(socket.number(), train.address(), 0, 0, 0, 0));
    }

    private static int outcome(long result) {
        return result < 0 ? (int) result : 0;
    }
}
