package dev.trivet.engine;

import dev.trivet.wire.PacketCodec;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Sends a window from one read of the content and without a copy: [Port#sendBlocks] for transports that send
/// datagram by datagram. Used by one loop.
///
/// ```
/// buffer  | head |  block 1  |  block 2  |  block 3  |
///         0      4           ^ the head of block 2 is written over the end of block 1 once that has been sent
/// ```
public final class BlockSender {
    /// Room that suits: some 170 blocks of an Ethernet frame in one read of the content. Larger windows take several.
    public static final int ROOM = PacketCodec.DATA_HEADER + (256 << 10);

    /// The largest block there is (RFC 2348) and its header.
    private static final int LEAST = PacketCodec.DATA_HEADER + 65_464;

    private final ByteBuffer buffer;
    private final int content;

    /// Takes one datagram.
    @FunctionalInterface
    public interface Wire {
        /// Hands one datagram to the system, without waiting.
        ///
        /// @param to where it goes
        /// @param datagram from position to limit
        /// @return false where the system did not take it
        boolean send(Route to, ByteBuffer datagram);
    }

    /// For one transport, since it uses one buffer.
    ///
    /// @param buffer [#ROOM] octets or so; nobody else's
    public BlockSender(ByteBuffer buffer) {
        if (buffer.capacity() < LEAST) throw new IllegalArgumentException("no room for a block: " + buffer.capacity());
        this.buffer = buffer;
        this.content = buffer.capacity() - PacketCodec.DATA_HEADER;
    }

    /// Sends each block as one DATA, in order, until the system takes no more.
    ///
    /// @param wire takes the datagrams
    /// @param to where they go
    /// @param blocks the content
    /// @param first from 1, never wraps
    /// @param last not below `first`
    /// @return how many blocks were not taken: the first that was not, and all after it
    /// @throws IOException where the content could not be read, or ends before `last`
    public long send(Wire wire, Route to, Blocks blocks, long first, long last) throws IOException {
        int most = content / blocks.blockSize();
        for (long block = first; block <= last; ) {
            int count = (int) Math.min(most, last - block + 1);
            int octets = fill(blocks, block, count, last);
            int sent = sendRun(wire, to, blocks, block, count, octets);
            block += sent;
            if (sent < count) return last - block + 1;
        }
        return 0;
    }

    /// Reads `count` blocks behind the room for one header.
    ///
    /// @return how many octets they have
    private int fill(Blocks blocks, long first, int count, long last) throws IOException {
        int size = blocks.blockSize();
        buffer.limit(PacketCodec.DATA_HEADER + count * size).position(PacketCodec.DATA_HEADER);
        int octets = Math.max(0, blocks.read((first - 1) * size, buffer));
        int whole = first + count > last ? count - 1 : count;
        // A short block tells the receiver that the content is complete: never send one in the middle.
        if (octets < (long) whole * size)
            throw new EOFException("content ends at octet " + ((first - 1) * size + octets) + ", before block " + last);
        return octets;
    }

    private int sendRun(Wire wire, Route to, Blocks blocks, long first, int count, int octets) {
        int size = blocks.blockSize();
        for (int i = 0; i < count; i++) {
            int start = i * size;
            buffer.limit(PacketCodec.DATA_HEADER + Math.min(octets, start + size))
                    .position(start);
            PacketCodec.encodeDataHeader(blocks.rollover().value(first + i), buffer);
            buffer.position(start);
            if (!wire.send(to, buffer)) return i;
        }
        return count;
    }
}
