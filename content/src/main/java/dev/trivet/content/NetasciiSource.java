package dev.trivet.content;

import dev.trivet.explain.Situation;
import dev.trivet.netascii.NetasciiEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/// The octets of a file as netascii (RFC 1350 §1). Where an encoded octet stands is known only by encoding all
/// before it, so this goes from front to back, and keeps what was encoded until it is released.
final class NetasciiSource implements Source {
    private static final int RAW_OCTETS = 32 * 1024;

    private final FileVersion version;
    private final String name;
    private final OptionalLong length;
    private final Lease lease;

    // For `prepare` alone.
    private final NetasciiEncoder encoder = new NetasciiEncoder();
    private final ByteBuffer raw = ByteBuffer.allocate(RAW_OCTETS).limit(0);
    private long rawRead;
    private boolean ended;

    private final Pieces pieces = new Pieces();

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
        if (!lease.enter()) throw Refusals.of(Situation.SOURCE_CLOSED);
        try {
            while (pieces.added() < position && !ended) addPiece();
            if (!version.isCurrent()) throw Refusals.of(Situation.CHANGED, Refusals.quoted(name));
            return new Ready(pieces.added(), ended);
        } catch (IOException e) {
            throw Refusals.unreadable(name, e);
        } finally {
            lease.leave();
        }
    }

    private void addPiece() throws IOException {
        var piece = ByteBuffer.allocate(Pieces.OCTETS);
        encodeInto(piece);
        pieces.add(piece.flip());
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
        return pieces.read(position, into);
    }

    @Override
    public void release(long position) {
        pieces.release(position);
    }

    @Override
    public void close() {
        lease.leave();
    }
}
