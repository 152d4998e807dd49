package dev.trivet.sim;

import dev.trivet.engine.Blocks;
import dev.trivet.negotiation.Terms;
import dev.trivet.transfer.Actions;
import dev.trivet.transfer.Event;
import dev.trivet.transfer.Sender;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import dev.trivet.wire.Rollover;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A client sends a file, all of which is at hand.
final class SimulatedWrite extends SimulatedTransfer implements Actions.OfSender, Blocks {
    private final SimulatedFile file;
    private final Optional<Rollover> unasked;
    private @Nullable Sender machine;

    SimulatedWrite(
            SimulatedClient client,
            InetSocketAddress server,
            Packet.WriteRequest request,
            SimulatedFile file,
            Optional<Rollover> unasked) {
        super(client, server, request);
        this.file = file;
        this.unasked = unasked;
    }

    @Override
    boolean isPlainAnswer(Packet packet) {
        return packet instanceof Packet.Ack(var block) && block.equals(start().zero(Terms.PLAIN.rollover()));
    }

    @Override
    void run(Options acknowledged, long now) {
        boolean rolloverAgreed = acknowledged.value("rollover").isPresent();
        if (!rolloverAgreed) unasked.ifPresent(this::number);
        machine = new Sender(agreed(), Optional.empty(), true, patience(), start(), this);
        machine.step(new Event.ContentReady(front() + file.length(), true), now);
        machine.start(now);
    }

    private void number(Rollover rollover) {
        var terms = agreed();
        agreed(new Terms(terms.blockSize(), terms.windowSize(), rollover, terms.timeout(), terms.transferSize()));
    }

    private long front() {
        return start().octetsBefore(agreed().blockSize());
    }

    private Sender machine() {
        if (machine == null) throw new IllegalStateException("no server has answered");
        return machine;
    }

    @Override
    void step(Packet packet, long now) {
        machine().step(new Event.Received(packet), now);
    }

    @Override
    void timeIsUp(long now) {
        machine().step(Event.TIMER_FIRED, now);
    }

    @Override
    public void sendBlocks(long first, long last) {
        try {
            port().sendBlocks(route(), this, first, last);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int blockSize() {
        return agreed().blockSize().octets();
    }

    @Override
    public Rollover rollover() {
        return agreed().rollover();
    }

    @Override
    public int read(long position, ByteBuffer into) {
        return file.read(position - front(), into);
    }
}
