package dev.trivet.sim;

import dev.trivet.negotiation.Terms;
import dev.trivet.transfer.Actions;
import dev.trivet.transfer.Receiver;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A client fetches a file.
final class SimulatedRead extends SimulatedTransfer implements Actions.OfReceiver {
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final Consumer<ByteBuffer> into;
    private @Nullable Receiving machine;
    private long taken;
    private long stored;

    SimulatedRead(
            SimulatedClient client,
            InetSocketAddress server,
            Packet.ReadRequest request,
            Optional<Consumer<ByteBuffer>> into) {
        super(client, server, request);
        this.into = into.orElse(this::keep);
    }

    private void keep(ByteBuffer octets) {
        byte[] block = new byte[octets.remaining()];
        octets.get(octets.position(), block);
        received.writeBytes(block);
    }

    @Override
    public byte[] received() {
        return received.toByteArray();
    }

    @Override
    boolean isPlainAnswer(Packet packet) {
        return packet instanceof Packet.Data data
                && data.block().equals(Terms.PLAIN.rollover().number(start().first()));
    }

    @Override
    void run(Options acknowledged, long now) {
        machine = machine(acknowledged);
        machine.start(now);
    }

    private Receiving machine(Options acknowledged) {
        var habit = client().habit();
        if (habit.isPresent()) {
            var is = habit.get();
            return new PlainReceiver(agreed(), !acknowledged.isEmpty(), is.unexpected(), is.timer(), start(), this);
        }
        Optional<Packet> first = acknowledged.isEmpty()
                ? Optional.empty()
                : Optional.of(new Packet.Ack(start().zero(agreed().rollover())));
        boolean rolloverAgreed = acknowledged.value("rollover").isPresent();
        return Receiving.by(new Receiver(agreed(), first, true, rolloverAgreed, patience(), start(), this));
    }

    private Receiving machine() {
        if (machine == null) throw new IllegalStateException("no server has answered");
        return machine;
    }

    @Override
    void step(Packet packet, long now) {
        machine().received(packet, now);
        if (taken == stored) return;
        stored = taken;
        machine().stored(stored, now);
    }

    @Override
    void timeIsUp(long now) {
        machine().timerFired(now);
    }

    @Override
    public void deliver(Packet.Data data) {
        taken += data.payload().remaining();
        into.accept(data.payload());
    }

    @Override
    public void commit() {
        client().network().after(client().storing(), () -> loop().post(this::committed));
    }

    private void committed() {
        if (!isOver()) machine().committed(now());
    }
}
