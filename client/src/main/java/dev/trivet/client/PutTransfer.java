package dev.trivet.client;

import dev.trivet.client.TftpException.Reason;
import dev.trivet.content.Source;
import dev.trivet.engine.Burst;
import dev.trivet.flow.Sending;
import dev.trivet.negotiation.Terms;
import dev.trivet.transfer.Actions;
import dev.trivet.transfer.Event;
import dev.trivet.transfer.Sender;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file is sent.
final class PutTransfer extends ClientTransfer implements Actions.OfSender {
    /// Boards erase their flash before they acknowledge the first block.
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Sending sending;
    private @Nullable Sender sender;

    /// @param ready what `source` has answered so far
    /// @param deadline for making the next piece ready
    PutTransfer(
            Line line,
            Order order,
            Attempts attempts,
            Source source,
            Source.Ready ready,
            Duration deadline,
            Runnable left) {
        super(line, order, attempts, left);
        sending = new Sending(this, job(), deadline, source, ready, line.readAhead());
    }

    @Override
    Packet.Request request(Options options) {
        return new Packet.WriteRequest(order().uri().name(), order().mode(), options);
    }

    /// "a WRQ is acknowledged with an ACK packet with block number zero" (RFC 1350 §5).
    @Override
    boolean isPlainAnswer(Packet packet) {
        return packet instanceof Packet.Ack ack
                && ack.block().equals(order().blocksFrom().zero(Terms.PLAIN.rollover()));
    }

    @Override
    void accepted(Terms terms, Optional<Packet> answer) {
        var begin = order().blocksFrom();
        var machine = new Sender(terms, Optional.empty(), true, machinePatience(), begin, this);
        sender = machine;
        firstBlock();
        run(() -> sending.start(machine, terms, begin));
    }

    @Override
    public void afterStep() {
        if (isRunning()) sending.failure().ifPresent(refusal -> machine().step(new Event.Refuse(refusal), now()));
        super.afterStep();
        if (isRunning()) sending.prepareNext();
    }

    @Override
    public void sendBlocks(long first, long last) {
        if (isRunning()) sending.sendBlocks(first, last);
    }

    @Override
    Sender machine() {
        if (sender == null) throw new IllegalStateException("not started");
        return sender;
    }

    @Override
    boolean progressed() {
        return sending.octets() > 0;
    }

    @Override
    boolean settled() {
        return false;
    }

    @Override
    Burst burst(int windowOctets) {
        return Burst.out(windowOctets);
    }

    @Override
    long octets() {
        return sending.octets();
    }

    @Override
    Duration silence() {
        return longer(SILENCE);
    }

    @Override
    Reason contentFailure() {
        return Reason.LOCAL_FILE;
    }

    @Override
    void giveBack() {
        sending.close();
    }
}
