package dev.trivet.client;

import dev.trivet.client.TftpException.Reason;
import dev.trivet.content.Sink;
import dev.trivet.engine.Burst;
import dev.trivet.flow.Storing;
import dev.trivet.negotiation.Terms;
import dev.trivet.transfer.Actions;
import dev.trivet.transfer.Event;
import dev.trivet.transfer.Receiver;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file is fetched.
final class GetTransfer extends ClientTransfer implements Actions.OfReceiver {
    /// A server reads its file again where a window was lost; it does not take longer over the first block.
    private static final Duration SILENCE = Duration.ofSeconds(5);

    /// Octets that may wait for the disk: it writes while the next ones come.
    private static final long UNSTORED_MOST = 4 << 20;

    private final Sink sink;
    private final Storing storing;
    private final Reason contentFailure;
    private final Duration deadline;
    private @Nullable Receiver receiver;
    private boolean progressed;
    private boolean settled;

    /// @param deadline for storing a piece, and for the end of it
    GetTransfer(
            Line line,
            Order order,
            Attempts attempts,
            Sink sink,
            Reason contentFailure,
            Duration deadline,
            Runnable left) {
        super(line, order, attempts, left);
        this.sink = sink;
        this.contentFailure = contentFailure;
        this.deadline = deadline;
        storing = new Storing(this, job(), deadline, sink, line.buffers());
    }

    @Override
    Packet.Request request(Options options) {
        return new Packet.ReadRequest(order().uri().name(), order().mode(), options);
    }

    /// "the first data block" comes at once where there is no option (RFC 1350 §2).
    @Override
    boolean isPlainAnswer(Packet packet) {
        return packet instanceof Packet.Data data
                && Terms.PLAIN.rollover().steps(order().blocksFrom().first(), data.block()) == 0;
    }

    @Override
    void accepted(Terms terms, Optional<Packet> answer) {
        if (terms.transferSize().isEmpty()) {
            start(terms, answer);
            return;
        }
        long size = terms.transferSize().getAsLong();
        job().run(deadline, () -> announced(size), _ -> start(terms, answer), _ -> {});
    }

    private Boolean announced(long size) throws Exception {
        sink.announced(size);
        return true;
    }

    private void start(Terms terms, Optional<Packet> answer) {
        var begin = order().blocksFrom();
        Optional<Packet> first =
                answer.isPresent() ? Optional.empty() : Optional.of(new Packet.Ack(begin.zero(terms.rollover())));
        var machine = new Receiver(terms, first, true, false, machinePatience(), begin, this);
        machine.unstoredMost(UNSTORED_MOST);
        receiver = machine;
        run(() -> {
            storing.start(machine);
            answer.ifPresent(data -> machine.step(new Event.Received(data), now()));
        });
    }

    @Override
    public void afterStep() {
        super.afterStep();
        if (isRunning()) storing.storeNext();
    }

    @Override
    public void deliver(Packet.Data data) {
        progressed = true;
        storing.deliver(data.payload());
    }

    @Override
    public void commit() {
        progressed = true;
        settled = true;
        storing.commit();
    }

    @Override
    Receiver machine() {
        if (receiver == null) throw new IllegalStateException("not started");
        return receiver;
    }

    @Override
    boolean progressed() {
        return progressed;
    }

    @Override
    boolean settled() {
        return settled;
    }

    @Override
    Burst burst(int windowOctets) {
        return Burst.in(windowOctets);
    }

    @Override
    long octets() {
        return storing.taken();
    }

    @Override
    Duration silence() {
        return longer(SILENCE);
    }

    @Override
    Reason contentFailure() {
        return contentFailure;
    }

    @Override
    void giveBack() {
        storing.close();
    }
}
