package dev.trivet.content;

import dev.trivet.netascii.NetasciiDecoder;
import dev.trivet.wire.Mode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/// An upload that gathers in memory, within bounds.
final class BytesSink implements Sink {
    /// Takes the whole, and throws where it does not want it.
    interface Taker {
        void take(byte[] octets) throws ContentException;
    }

    private final String name;
    private final MemoryBudget.Share share;
    private final Taker taker;
    private final Optional<NetasciiDecoder> decoder;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();

    /// @param share given back when it is closed
    BytesSink(String name, Mode mode, MemoryBudget.Share share, Taker taker) {
        this.name = name;
        this.share = share;
        this.taker = taker;
        decoder = mode == Mode.NETASCII ? Optional.of(new NetasciiDecoder()) : Optional.empty();
    }

    @Override
    public void write(ByteBuffer octets) throws ContentException {
        var plain = ByteBuffer.allocate(octets.remaining() + 1);
        if (decoder.isPresent()) decoder.get().decode(octets, plain);
        else plain.put(octets);
        keep(plain.flip());
    }

    private void keep(ByteBuffer plain) throws ContentException {
        share.take(name, plain.remaining());
        byte[] octets = new byte[plain.remaining()];
        plain.get(octets);
        gathered.writeBytes(octets);
    }

    @Override
    public void commit() throws ContentException {
        var last = ByteBuffer.allocate(1);
        decoder.ifPresent(d -> d.finish(last));
        keep(last.flip());
        taker.take(gathered.toByteArray());
    }

    @Override
    public void close() {
        share.close();
    }
}
