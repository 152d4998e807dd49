package dev.trivet.content;

import dev.trivet.explain.Situation;
import dev.trivet.netascii.NetasciiEncoder;
import dev.trivet.wire.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/// The octets of a stream, as they come. What was read is kept until it is released, so that blocks can be
/// repeated.
public final class StreamSource implements Source {
    private final InputStream from;
    private final Mode mode;
    private final OptionalLong length;
    private final NetasciiEncoder encoder = new NetasciiEncoder();
    private final Pieces pieces = new Pieces();
    private ByteBuffer raw = ByteBuffer.allocate(0);
    private boolean drained;
    private boolean ended;

    private StreamSource(InputStream from, Mode mode, OptionalLong length) {
        this.from = from;
        this.mode = mode;
        this.length = length;
    }

    /// The octets of a stream, from where it stands to its end.
    ///
    /// @param from read off the loop, never closed
    /// @param mode netascii: the stream is local text, and translated
    /// @param length octets that will be sent, where known; they are not counted again
    /// @return for one transfer
    public static StreamSource of(InputStream from, Mode mode, OptionalLong length) {
        return new StreamSource(from, mode, length);
    }

    @Override
    public OptionalLong length() {
        return length;
    }

    @Override
    public Ready prepare(long position) throws ContentException {
        try {
            while (pieces.added() < position && !ended) addPiece();
            return new Ready(pieces.added(), ended);
        } catch (IOException e) {
            throw Refusals.of(Situation.STREAM_NOT_READ, e);
        }
    }

    private void addPiece() throws IOException {
        if (mode == Mode.NETASCII) {
            pieces.add(encoded());
        } else {
            var piece = chunk();
            ended = drained;
            pieces.add(piece);
        }
    }

    /// Until it is full: one short read does not mean that the stream has ended.
    private ByteBuffer chunk() throws IOException {
        var octets = from.readNBytes(Pieces.OCTETS);
        drained = octets.length < Pieces.OCTETS;
        return ByteBuffer.wrap(octets);
    }

    private ByteBuffer encoded() throws IOException {
        var piece = ByteBuffer.allocate(Pieces.OCTETS);
        while (piece.hasRemaining() && !ended) {
            if (!raw.hasRemaining() && !drained) raw = chunk();
            encoder.encode(raw, piece);
            ended = drained && !raw.hasRemaining() && !encoder.pending();
        }
        return piece.flip();
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
    public void close() {}
}
