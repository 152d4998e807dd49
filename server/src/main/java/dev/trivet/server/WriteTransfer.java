package dev.trivet.server;

import dev.trivet.content.Resolution;
import dev.trivet.content.Sink;
import dev.trivet.engine.Port;
import dev.trivet.engine.Route;
import dev.trivet.negotiation.Negotiation;
import dev.trivet.transfer.Actions;
import dev.trivet.transfer.Event;
import dev.trivet.transfer.Outcome;
import dev.trivet.transfer.Receiver;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.Packet;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A client sends a file. Octets gather in buffers on the loop; one job after another stores them.
final class WriteTransfer extends Transfer implements Actions.OfReceiver {
    private final ArrayDeque<ByteBuffer> full = new ArrayDeque<>();
    private @Nullable ByteBuffer filling;
    private @Nullable Sink sink;
    private @Nullable Receiver receiver;
    private long stored;
    private long taken;
    private boolean committing;
    private @Nullable Refusal overQuota;

    WriteTransfer(Reception reception, Port listening, Route route, TransferEvent.Asked asked, Packet.Request request) {
        super(reception, listening, route, asked, request);
    }

    @Override
    void begin() {
        var announced = announced();
        var tooLarge = shared().uploads().check(peer().getAddress(), announced.orElse(0));
        if (tooLarge.isPresent()) {
            refuse(tooLarge.get());
            return;
        }
        var wish = wish(announced);
        offLoop(
                CONTENT_DEADLINE,
                () -> shared().content().write(wish).orElseGet(Transfer::unknown),
                this::start,
                this::closeUnused);
    }

    /// The size that the client announces (RFC 2349), where it is a number.
    private OptionalLong announced() {
        return request().options().value("tsize").filter(v -> v.matches("[0-9]{1,18}")).map(Long::parseLong).stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    private void closeUnused(Resolution resolution) {
        if (resolution instanceof Resolution.Accepted accepted)
            shared().workers().submit(accepted.sink()::close);
    }

    private void start(Resolution resolution) {
        switch (resolution) {
            case Resolution.Accepted accepted -> start(accepted);
            case Resolution.Refused(var refusal) -> refuse(refusal);
            case Resolution.Found found -> throw new IllegalStateException("a source for a write of " + found.name());
        }
    }

    private void start(Resolution.Accepted accepted) {
        sink = accepted.sink();
        var agreement = Negotiation.answer(request(), limits(), OptionalLong.empty());
        if (!openPort()) return;
        var acknowledged = agreement.acknowledged();
        var begin = shared().blocksFrom();
        Packet first = acknowledged.isEmpty()
                ? new Packet.Ack(begin.zero(agreement.terms().rollover()))
                : new Packet.OptionAck(acknowledged);
        boolean rolloverAgreed = acknowledged.value("rollover").isPresent();
        started(agreement.terms(), accepted.name(), accepted.steps());
        receiver = new Receiver(agreement.terms(), Optional.of(first), false, rolloverAgreed, patience(), begin, this);
        receiver.start(now());
        afterStep();
    }

    @Override
    void afterStep() {
        if (overQuota != null && !ended()) {
            var refusal = overQuota;
            overQuota = null;
            step(new Event.Refuse(refusal));
        }
        super.afterStep();
        if (!ended()) store();
    }

    // --- what the machine wants

    @Override
    public void deliver(Packet.Data data) {
        var octets = data.payload();
        int count = octets.remaining();
        taken += count;
        overQuota = shared().uploads()
                .take(peer().getAddress(), count, machine().deliveredOctets())
                .orElse(overQuota);
        int position = octets.position();
        while (position < octets.limit()) {
            if (filling == null) filling = reception().buffers().take();
            int part = Math.min(filling.remaining(), octets.limit() - position);
            filling.put(filling.position(), octets, position, part);
            filling.position(filling.position() + part);
            position += part;
            if (!filling.hasRemaining()) flush();
        }
    }

    @Override
    public void commit() {
        committing = true;
        flush();
    }

    private void flush() {
        if (filling == null) return;
        full.add(filling.flip());
        filling = null;
    }

    // --- storing, one job at a time

    private void store() {
        if (jobRunning()) return;
        var to = sink;
        if (to == null) return;
        // Half of what may be acknowledged and not stored: the other half fills while this one is written.
        if (full.isEmpty() && filling != null && filling.position() >= Receiver.UNSTORED_MOST / 2) flush();
        if (!full.isEmpty()) {
            var batch = new ArrayList<>(full);
            full.clear();
            offLoop(shared().settings().giveUp(), () -> write(to, batch), this::stored, _ -> {});
        } else if (committing) {
            committing = false;
            offLoop(shared().settings().giveUp(), () -> commit(to), _ -> committed(), _ -> {});
        }
    }

    private static List<ByteBuffer> write(Sink to, List<ByteBuffer> batch) throws Exception {
        for (var buffer : batch) to.write(buffer.duplicate());
        return batch;
    }

    private static Boolean commit(Sink to) throws Exception {
        to.commit();
        return true;
    }

    private void stored(List<ByteBuffer> batch) {
        for (var buffer : batch) {
            stored += buffer.limit();
            reception().buffers().giveBack(buffer);
        }
        machine().step(new Event.Stored(stored), now());
        afterStep();
    }

    private void committed() {
        machine().step(Event.COMMITTED, now());
        afterStep();
    }

    // --- the machine

    @Override
    Receiver machine() {
        if (receiver == null) throw new IllegalStateException("not started");
        return receiver;
    }

    @Override
    long octets() {
        return machine().deliveredOctets();
    }

    @Override
    void closeContent() {
        var unused = sink;
        sink = null;
        if (unused != null) shared().workers().submit(unused::close);
    }

    @Override
    void learn(Outcome outcome) {
        if (!(outcome instanceof Outcome.Completed)) shared().uploads().giveBack(peer().getAddress(), taken);
    }
}
