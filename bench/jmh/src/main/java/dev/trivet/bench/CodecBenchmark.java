package dev.trivet.bench;

import dev.trivet.wire.BlockNumber;
import dev.trivet.wire.Decoded;
import dev.trivet.wire.Mode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Options.Option;
import dev.trivet.wire.Packet;
import dev.trivet.wire.PacketCodec;
import java.nio.ByteBuffer;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Octets to packets and back, in direct buffers as the transports have them.
@State(Scope.Thread)
public class CodecBenchmark {
    private static final int BLOCK = 1468;

    private final Options options = Asked.options();
    private final Packet.OptionAck optionAck =
            new Packet.OptionAck(new Options(List.of(new Option("blksize", "1468"), new Option("windowsize", "64"))));
    private final Packet.Ack ack = new Packet.Ack(new BlockNumber(4_711));

    private final ByteBuffer requestOctets = octets(new Packet.ReadRequest("boot/x86_64/vmlinuz", Mode.OCTET, options));
    private final ByteBuffer dataOctets =
            octets(new Packet.Data(new BlockNumber(4_711), ByteBuffer.allocateDirect(BLOCK)));
    private final ByteBuffer ackOctets = octets(ack);
    private final ByteBuffer out = ByteBuffer.allocateDirect(2 * BLOCK);

    private int block;

    private static ByteBuffer octets(Packet packet) {
        var octets = ByteBuffer.allocateDirect(2 * BLOCK);
        PacketCodec.encode(packet, octets);
        return octets.flip();
    }

    @Benchmark
    public Decoded decodeReadRequest() {
        return PacketCodec.decode(requestOctets);
    }

    @Benchmark
    public Decoded decodeData() {
        return PacketCodec.decode(dataOctets);
    }

    @Benchmark
    public Decoded decodeAck() {
        return PacketCodec.decode(ackOctets);
    }

    @Benchmark
    public ByteBuffer encodeDataHeader() {
        PacketCodec.encodeDataHeader(block++, out.clear());
        return out;
    }

    @Benchmark
    public ByteBuffer encodeAck() {
        PacketCodec.encode(ack, out.clear());
        return out;
    }

    @Benchmark
    public ByteBuffer encodeOptionAck() {
        PacketCodec.encode(optionAck, out.clear());
        return out;
    }
}
