package dev.trivet.server;

import dev.trivet.content.Resolution;
import dev.trivet.engine.Burst;
import dev.trivet.flow.Storing;
import dev.trivet.negotiation.Negotiation;
import dev.trivet.transfer.Actions;
import dev.trivet.transfer.Event;
import dev.trivet.transfer.Outcome;
import dev.trivet.transfer.Receiver;
import dev.trivet.transfer.Refusal;
import dev.trivet.transfer.Start;
import dev.trivet.wire.Packet;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A client sends a file.
final class WriteTransfer extends Transfer implements Actions.OfReceiver {
    private @Nullable Storing storing;
    private @Nullable Receiver receiver;
    private @Nullable Refusal overQuota;

    WriteTransfer(Reception reception, Admission admission) {
        super(reception, admission);
    }

    @Override
    void begin() {
        var announced = announced();
        var tooLarge = shared().uploads().check(peer().getAddress(), announced.orElse(0), client());
        if (tooLarge.isPresent()) {
            refuse(tooLarge.get());
            return;
        }
        var lookup = lookup(announced);
        job().run(CONTENT_DEADLINE, lookup::write, this::start, this::closeUnused);
    }

    /// The size that the client announces (RFC 2349), where it is a number.
    private OptionalLong announced() {
        return request().options().value("tsize").filter(v -> v.matches("[0-9]{1,18}")).map(Long::parseLong).stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    private void closeUnused(Lookup.Answer answer) {
        if (answer.resolution() instanceof Resolution.Accepted accepted)
            shared().workers().submit(accepted.sink()::close);
    }

    private void start(Lookup.Answer answer) {
        mapped(answer.mapped());
        switch (answer.resolution()) {
            case Resolution.Accepted accepted -> start(accepted);
            case Resolution.Refused(var refusal) -> refuse(refusal);
            case Resolution.Found found -> throw new IllegalStateException("a source for a write of " + found.name());
        }
    }

    private void start(Resolution.Accepted accepted) {
        var content = new Storing(
                this,
                job(),
                shared().settings().giveUp(),
                accepted.sink(),
                reception().buffers());
        storing = content;
        var agreement = Negotiation.answer(request(), limits(), OptionalLong.empty());
        var terms = client().terms(agreement);
        if (!openPort(Burst.in(terms.windowOctets()))) return;
        var acknowledged = agreement.acknowledged();
        var begin = client().beginsAt0() ? Start.AT_BLOCK_0 : shared().blocksFrom();
        Packet first = acknowledged.isEmpty()
                ? new Packet.Ack(begin.zero(terms.rollover()))
                : new Packet.OptionAck(acknowledged);
        boolean rolloverAgreed = acknowledged.value("rollover").isPresent();
        started(terms, accepted.name(), accepted.steps());
        receiver = new Receiver(terms, Optional.of(first), false, rolloverAgreed, patience(), begin, this);
        content.start(receiver);
        afterStep();
    }

    @Override
    public void afterStep() {
        if (overQuota != null && !ended()) {
            var refusal = overQuota;
            overQuota = null;
            step(new Event.Refuse(refusal));
        }
        super.afterStep();
        if (!ended()) content().storeNext();
    }

    @Override
    public void deliver(Packet.Data data) {
        var octets = data.payload();
        overQuota = shared().uploads()
                .take(peer().getAddress(), octets.remaining(), machine().deliveredOctets(), client())
                .orElse(overQuota);
        content().deliver(octets);
    }

    @Override
    public void commit() {
        content().commit();
    }

    private Storing content() {
        if (storing == null) throw new IllegalStateException("no content");
        return storing;
    }

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
    public void closeContent() {
        if (storing != null) storing.close();
    }

    @Override
    void learn(Outcome outcome) {
        if (!(outcome instanceof Outcome.Completed))
            shared().uploads().giveBack(peer().getAddress(), content().taken());
    }
}
