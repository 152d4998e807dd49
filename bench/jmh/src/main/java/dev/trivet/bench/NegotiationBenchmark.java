package dev.trivet.bench;

import dev.trivet.negotiation.Agreement;
import dev.trivet.negotiation.Limits;
import dev.trivet.negotiation.Negotiation;
import dev.trivet.wire.Mode;
import dev.trivet.wire.Packet;
import java.util.OptionalLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Once for each transfer: four options into terms and an OACK.
@State(Scope.Thread)
public class NegotiationBenchmark {
    private final Packet.Request request = new Packet.ReadRequest("boot/x86_64/vmlinuz", Mode.OCTET, Asked.options());
    private final OptionalLong size = OptionalLong.of(16 << 20);

    @Benchmark
    public Agreement answer() {
        return Negotiation.answer(request, Limits.NONE, size);
    }
}
