package dev.trivet.client;

import dev.trivet.content.ContentException;
import dev.trivet.content.Sink;
import dev.trivet.explain.Situation;
import dev.trivet.netascii.NetasciiDecoder;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.Mode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// Octets that go into a stream as they arrive. What has gone there cannot be taken back.
final class StreamSink implements Sink {
    private final OutputStream to;
    private final Mode mode;
    private final long most;
    private final NetasciiDecoder decoder = new NetasciiDecoder();
    private long taken;

    /// @param to is flushed at the end, and not closed
    /// @param most octets that may come
    StreamSink(OutputStream to, Mode mode, long most) {
        this.to = to;
        this.mode = mode;
        this.most = most;
    }

    @Override
    public void announced(long octets) throws ContentException {
        if (octets > most) throw tooLarge(octets);
    }

    @Override
    public void write(ByteBuffer octets) throws ContentException {
        taken += octets.remaining();
        if (taken > most) throw tooLarge(taken);
        var room = ByteBuffer.allocate(octets.remaining() + 1);
        if (mode == Mode.NETASCII) decoder.decode(octets, room);
        else room.put(octets);
        write(room.flip(), false);
    }

    @Override
    public void commit() throws ContentException {
        var last = ByteBuffer.allocate(1);
        decoder.finish(last);
        write(last.flip(), true);
    }

    private void write(ByteBuffer octets, boolean end) throws ContentException {
        var bytes = new byte[octets.remaining()];
        octets.get(bytes);
        try {
            to.write(bytes);
            if (end) to.flush();
        } catch (IOException e) {
            throw new ContentException(Refusal.of(Situation.STREAM_NOT_WRITTEN, String.valueOf(e.getMessage())));
        }
    }

    private ContentException tooLarge(long octets) {
        return new ContentException(Refusal.of(Situation.TOO_LARGE_TO_KEEP, octets, most));
    }

    @Override
    public void close() {}
}
