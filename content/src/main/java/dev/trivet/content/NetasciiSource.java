package dev.trivet.content;

import dev.trivet.netascii.NetasciiEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/// The octets of a file as netascii (RFC 1350 §1). Where an encoded octet stands is known only by encoding all before
/// it, so this goes from front to back, and keeps what was encoded until it is released.
final class NetasciiSource implements Source {
    /// Encoded at once; each kept piece but the last is full.
    private static final int PIECE_OCTETS = 64 * 1024;

    private static final int RAW_OCTETS = 32 * 1024;

    private final FileVersion version;
    private final String name;
    private final OptionalLong length;
    private final Lease lease;

    // For `prepare` alone.
    private final NetasciiEncoder encoder = new NetasciiEncoder();
    private final ByteBuffer raw = ByteBuffer.allocate(RAW_OCTETS).limit(0);
    private long rawRead;
    private long encoded;
    private boolean ended;

    // For `prepare` and `read`, which may run at once: guarded by `pieces`, never held while a file is read.
    private final Deque<ByteBuffer> pieces = new ArrayDeque<>();
    private long released;

    /// @param length of the encoded octets, where known
    /// @param release called once, after the last use
    NetasciiSource(FileVersion version, String name, OptionalLong length, Runnable release) {
        this.version = version;
        this.name = name;
        this.length = length;
        this.lease = new Lease(release);
    }

    /// Reads a whole file to count.
    static long lengthOf(FileVersion version) throws IOException {
        var chunk = ByteBuffer.allocate(RAW_OCTETS);
        long length = 0;
        for (long at = 0; at < version.size(); at += chunk.limit()) {
            version.read(at, chunk.clear());
            length += NetasciiEncoder.encodedLength(chunk.flip());
        }
        return length;
    }

    @Override
    public OptionalLong length() {
        return length;
    }

    @Override
    public Ready prepare(long position) throws ContentException {
        if (!lease.enter()) throw Refusals.failed("Transfer ended", "the source was closed");
        try {
            while (encoded < position && !ended) addPiece();
            if (!version.isCurrent()) throw Refusals.changed(name);
            return new Ready(encoded, ended);
        } catch (IOException e) {
            throw Refusals.unreadable(name, e);
        } finally {
            lease.leave();
        }
    }

    private void addPiece() throws IOException {
        var piece = ByteBuffer.allocate(PIECE_OCTETS);
        encodeInto(piece);
        encoded += piece.flip().remaining();
        synchronized (pieces) {
            pieces.addLast(piece);
        }
    }

    private void encodeInto(ByteBuffer piece) throws IOException {
        while (piece.hasRemaining() && !ended) {
            if (!raw.hasRemaining()) refill();
            encoder.encode(raw, piece);
            ended = !raw.hasRemaining() && rawRead == version.size() && !encoder.pending();
        }
    }

    private void refill() throws IOException {
        rawRead += version.read(rawRead, raw.clear());
        raw.flip();
    }

    @Override
    public int read(long position, ByteBuffer into) {
        int before = into.remaining();
        synchronized (pieces) {
            if (position < released) throw new IllegalStateException("released up to " + released + ": " + position);
            copy(position - released, into);
        }
        return before - into.remaining();
    }

    private void copy(long offset, ByteBuffer into) {
        long skip = offset;
        for (var piece : pieces) {
            int from = (int) Math.min(skip, piece.limit());
            int count = Math.min(piece.limit() - from, into.remaining());
            into.put(into.position(), piece, from, count).position(into.position() + count);
            skip -= from;
        }
    }

    @Override
    public void release(long position) {
        synchronized (pieces) {
            while (!pieces.isEmpty() && released + pieces.getFirst().limit() <= position)
                released += pieces.removeFirst().limit();
        }
    }

    @Override
    public void close() {
        lease.leave();
    }
}
