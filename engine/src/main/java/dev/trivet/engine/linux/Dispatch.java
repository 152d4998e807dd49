package dev.trivet.engine.linux;

import dev.trivet.engine.Blocks;
import dev.trivet.linux.Errno;
import dev.trivet.linux.Fd;
import dev.trivet.linux.Mapping;
import dev.trivet.linux.Outbox;
import dev.trivet.wire.PacketCodec;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sends for all ports of one loop. A window is a train where that works, else one call with its datagrams; bodies lie
/// in the mapping of the file, or are read into the outbox's room.
///
/// ```
/// vectors | head 1 | body 1 | head 2 | body 2 | ...        heads: 4 octets each; bodies: slices of the mapping
/// ```
final class Dispatch {
    /// Bodies of content that is not mapped: some 170 blocks of an Ethernet frame, or four of the largest.
    private static final int ROOM = 256 << 10;

    /// How often a send is tried while the system's buffer is full: some ten microseconds, in which a fast network
    /// makes room; a slow one is the business of the protocol.
    private static final int TRIES = 16;

    private final Outbox out = new Outbox(PacketCodec.DATA_HEADER, ROOM);

    /// What the system answers where blocks are too large for the path, the device cannot cut, or a rule of the
    /// firewall forbids the length.
    private static final Set<Errno> REFUSALS =
            EnumSet.of(Errno.EINVAL, Errno.EMSGSIZE, Errno.EIO, Errno.EOPNOTSUPP, Errno.ENOPROTOOPT, Errno.EPERM);

    /// The last train was refused as such.
    private boolean refused;

    /// Content of the window being sent.
    private @Nullable Mapping mapping;

    /// @return false where the system did not take it
    boolean send(LinuxPort port, LinuxRoute route, ByteBuffer datagram) {
        int octets = datagram.remaining();
        out.room().clear().put(0, datagram, datagram.position(), octets);
        out.aim(route.to(), port.source(route));
        for (int tries = 0; ; tries++) {
            int error = out.sendRoom(port.fd(), octets);
            if (error == 0) return true;
            if (!mayTakeAnother(error, tries)) return false;
        }
    }

    /// @return how many blocks were not taken: the first that was not, and all after it
    long sendBlocks(LinuxPort port, LinuxRoute route, Blocks blocks, long first, long last) throws IOException {
        out.aim(route.to(), port.source(route));
        mapping = blocks.mapping().orElse(null);
        int size = blocks.blockSize();
        int most = mapping == null ? Math.min(Outbox.MOST, ROOM / size) : Outbox.MOST;
        boolean trains = first == last || route.mayTrain(first);
        for (long block = first; block <= last; ) {
            int count = (int) Math.min(most, last - block + 1);
            load(blocks, block, count, last);
            int sent = trains ? sendTrains(port.fd(), count, size) : 0;
            if (sent < count && refused) {
                route.noTrains();
                trains = false;
            }
            if (!trains) sent = sendEach(port.fd(), sent, count);
            block += sent;
            if (sent < count) return last - block + 1;
        }
        return 0;
    }

    /// Heads and bodies of `count` blocks.
    private void load(Blocks blocks, long first, int count, long last) throws IOException {
        int size = blocks.blockSize();
        long position = (first - 1) * size;
        long rest = mapping == null ? read(blocks, position, count * size) : mapping.octets() - position;
        int whole = first + count > last ? count - 1 : count;
        // A short block tells the receiver that the content is complete: never send one in the middle.
        if (rest < (long) whole * size)
            throw new EOFException("content ends at octet " + (position + rest) + ", before block " + last);
        long address = mapping == null ? out.roomAddress() : mapping.address() + position;
        var heads = out.heads().clear();
        for (int i = 0; i < count; i++) {
            PacketCodec.encodeDataHeader(blocks.rollover().value(first + i), heads);
            out.body(i, address + (long) i * size, (int) Math.min(size, rest - (long) i * size));
        }
    }

    private long read(Blocks blocks, long position, int octets) throws IOException {
        return Math.max(0, blocks.read(position, out.room().clear().limit(octets)));
    }

    /// @return how many blocks have left; fewer than `count` also where trains are [#refused]
    private int sendTrains(Fd socket, int count, int size) throws IOException {
        int most = Math.max(1, Outbox.TRAIN_OCTETS / (PacketCodec.DATA_HEADER + size));
        refused = most == 1 && count > 1; // no call for each: they go together, one by one
        int sent = 0;
        for (int tries = 0; sent < count && !refused; ) {
            int end = Math.min(count, sent + most);
            int error = out.sendTrain(socket, sent, end, size);
            if (error == 0) {
                sent = end;
                tries = 0;
                continue;
            }
            refused = end - sent > 1 && REFUSALS.contains(Errno.of(-error));
            if (!refused && !worthAnother(error, tries++)) return sent;
        }
        return sent;
    }

    private int sendEach(Fd socket, int from, int count) throws IOException {
        int sent = from;
        for (int tries = 0; sent < count; ) {
            int result = out.sendEach(socket, sent, count);
            if (result > 0) {
                sent += result;
                tries = 0;
            } else if (!worthAnother(result, tries++)) {
                return sent;
            }
        }
        return sent;
    }

    /// @param error negative
    private static boolean worthAnother(int error, int tries) throws IOException {
        if (error == -Errno.EFAULT.number()) throw new EOFException("the file was truncated while it was sent");
        return mayTakeAnother(error, tries);
    }

    @SuppressWarnings("ThreadPriorityCheck") // a hint only: on one core it is the network's thread that makes room
    private static boolean mayTakeAnother(int error, int tries) {
        if (error == -Errno.EAGAIN.number() || error == -Errno.ENOBUFS.number()) {
            Thread.yield();
            return tries < TRIES;
        }
        // What a peer or a router said of an earlier datagram is told once, in place of sending.
        return tries == 0 && error != -Errno.EPERM.number();
    }
}
