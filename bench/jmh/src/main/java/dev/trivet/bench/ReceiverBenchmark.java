package dev.trivet.bench;

import dev.trivet.transfer.Actions;
import dev.trivet.transfer.Event;
import dev.trivet.transfer.Outcome;
import dev.trivet.transfer.Patience;
import dev.trivet.transfer.Receiver;
import dev.trivet.wire.Packet;
import dev.trivet.wire.Rollover;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A block in, its octets handed on; the file says "stored" once in 64 blocks. For each block, the packet and the event
/// included.
@State(Scope.Thread)
public class ReceiverBenchmark {
    private static final int BLOCKS = 64;
    private static final long BETWEEN_BLOCKS_NANOS = 10_000;

    @Param({"1", "64"})
    private int window;

    private final ByteBuffer payload = ByteBuffer.allocateDirect(1468);
    private final Taken taken = new Taken();
    private Receiver receiver;
    private long block;
    private long now;

    @Setup
    public void start() {
        receiver = new Receiver(Asked.terms(window), Optional.empty(), true, true, Patience.DEFAULT, taken);
        // As much as comes between two "stored": no ACK waits for the file.
        receiver.unstoredMost(2L * BLOCKS * payload.capacity());
        receiver.start(now);
    }

    @Benchmark
    @OperationsPerInvocation(BLOCKS)
    public long dataIn() {
        for (int i = 0; i < BLOCKS; i++) {
            now += BETWEEN_BLOCKS_NANOS;
            block++;
            receiver.step(new Event.Received(new Packet.Data(Rollover.TO_ZERO.number(block), payload)), now);
        }
        receiver.step(new Event.Stored(taken.octets), now);
        if (taken.octets != block * payload.capacity()) throw new IllegalStateException("a block was not taken");
        return taken.acks;
    }

    private static final class Taken implements Actions.OfReceiver {
        private long octets;
        private long acks;

        @Override
        public void deliver(Packet.Data data) {
            octets += data.payload().remaining();
        }

        @Override
        public void send(Packet packet) {
            acks++;
        }

        @Override
        public void commit() {}

        @Override
        public void wakeAt(long deadline) {}

        @Override
        public void ended(Outcome outcome) {
            throw new IllegalStateException(outcome.toString());
        }

        @Override
        public void released() {}
    }
}
