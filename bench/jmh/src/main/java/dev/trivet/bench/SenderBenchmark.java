package dev.trivet.bench;

import dev.trivet.transfer.Actions;
import dev.trivet.transfer.Event;
import dev.trivet.transfer.Outcome;
import dev.trivet.transfer.Patience;
import dev.trivet.transfer.Sender;
import dev.trivet.wire.Packet;
import dev.trivet.wire.Rollover;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// An ACK in, a block (or a window of blocks) out: what a read costs its loop for each ACK, without the socket. The
/// packet and the event are part of it.
@State(Scope.Thread)
public class SenderBenchmark {
    private static final long ROUND_TRIP_NANOS = 100_000;

    @Param({"1", "64"})
    private int window;

    private final Sent sent = new Sent();
    private Sender sender;
    private long now;

    @Setup
    public void start() {
        sender = new Sender(Asked.terms(window), Optional.empty(), true, Patience.DEFAULT, sent);
        sender.start(now);
        // A content without an end.
        sender.step(new Event.ContentReady(Long.MAX_VALUE / 2, false), now);
    }

    @Benchmark
    public long ackIn() {
        now += ROUND_TRIP_NANOS;
        sender.step(new Event.Received(new Packet.Ack(Rollover.TO_ZERO.number(sent.last))), now);
        // Where the window is paced, the rest of it leaves at its time.
        while (sent.wakeAt < now + ROUND_TRIP_NANOS) {
            now = Math.max(now, sent.wakeAt);
            sender.step(Event.TIMER_FIRED, now);
        }
        return sent.last;
    }

    /// Takes the blocks and forgets them.
    private static final class Sent implements Actions.OfSender {
        private long last;
        private long wakeAt = NEVER;

        @Override
        public void sendBlocks(long first, long last) {
            this.last = last;
        }

        @Override
        public void send(Packet packet) {}

        @Override
        public void wakeAt(long deadline) {
            wakeAt = deadline;
        }

        @Override
        public void ended(Outcome outcome) {
            throw new IllegalStateException(outcome.toString());
        }

        @Override
        public void released() {}
    }
}
