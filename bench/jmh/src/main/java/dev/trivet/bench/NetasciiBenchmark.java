package dev.trivet.bench;

import dev.trivet.netascii.NetasciiDecoder;
import dev.trivet.netascii.NetasciiEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// One block of a text with lines of 40 characters, each way.
@State(Scope.Thread)
public class NetasciiBenchmark {
    private static final int BLOCK = 1468;

    private final ByteBuffer text = octets(("x".repeat(39) + "\n").repeat(40).substring(0, BLOCK));
    private final ByteBuffer netascii =
            octets(("x".repeat(38) + "\r\n").repeat(40).substring(0, BLOCK));
    private final ByteBuffer out = ByteBuffer.allocateDirect(2 * BLOCK);
    private final NetasciiEncoder encoder = new NetasciiEncoder();
    private final NetasciiDecoder decoder = new NetasciiDecoder();

    private static ByteBuffer octets(String text) {
        var octets = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(octets.length).put(octets).flip();
    }

    @Benchmark
    public ByteBuffer encode() {
        encoder.encode(text.rewind(), out.clear());
        return out;
    }

    @Benchmark
    public ByteBuffer decode() {
        decoder.decode(netascii.rewind(), out.clear());
        return out;
    }
}
