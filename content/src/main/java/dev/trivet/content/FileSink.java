package dev.trivet.content;

import dev.trivet.netascii.NetasciiDecoder;
import dev.trivet.wire.Mode;
import java.io.IOException;
import java.nio.ByteBuffer;

/// One upload into a [Part]. Every octet goes to the file at once: a failed write ends the transfer at the next
/// block.
final class FileSink implements Sink {
    private final Part part;
    private final Completion completion;
    private final Mode mode;
    private final UploadLimit limit;
    private final Runnable atEnd;
    private final NetasciiDecoder decoder = new NetasciiDecoder();
    private ByteBuffer decoded = ByteBuffer.allocate(0);
    private long position;
    private long forced;
    private boolean committed;
    private boolean closed;

    FileSink(Part part, Completion completion, Mode mode) {
        this(part, completion, mode, UploadLimit.NONE, () -> {});
    }

    /// @param atEnd called once, when nothing is open any more
    FileSink(Part part, Completion completion, Mode mode, UploadLimit limit, Runnable atEnd) {
        this.part = part;
        this.completion = completion;
        this.mode = mode;
        this.limit = limit;
        this.atEnd = atEnd;
    }

    @Override
    public void announced(long octets) throws ContentException {
        Uploads.checkRoom(part.place(), part.asked(), octets);
    }

    @Override
    public void write(ByteBuffer octets) throws ContentException {
        try {
            store(mode == Mode.NETASCII ? decoded(octets) : octets);
        } catch (IOException e) {
            throw Refusals.notStored(part.asked(), e);
        }
    }

    private ByteBuffer decoded(ByteBuffer octets) {
        int room = octets.remaining() + 1;
        if (decoded.capacity() < room) decoded = ByteBuffer.allocate(room);
        decoder.decode(octets, decoded.clear());
        return decoded.flip();
    }

    private void store(ByteBuffer octets) throws IOException, ContentException {
        int count = octets.remaining();
        limit.check(part.asked(), position + count);
        part.file().write(octets, position);
        position += count;
        if (position - forced >= completion.forcedAfter()) {
            part.file().force(false);
            forced = position;
        }
    }

    @Override
    public void commit() throws ContentException {
        try {
            if (mode == Mode.NETASCII) finishText();
            completion.name(part);
            committed = true;
            completion.settle(part);
            part.file().close(); // and its lock is gone before the last ACK: who reads the file next finds it free
        } catch (IOException e) {
            throw Refusals.notStored(part.asked(), e);
        }
    }

    private void finishText() throws IOException, ContentException {
        var last = ByteBuffer.allocate(1);
        decoder.finish(last);
        store(last.flip());
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        if (!committed) part.remove();
        part.close();
        atEnd.run();
    }
}
