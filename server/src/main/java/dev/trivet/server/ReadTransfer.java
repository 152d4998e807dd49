package dev.trivet.server;

import dev.trivet.content.ContentException;
import dev.trivet.content.Resolution;
import dev.trivet.content.Source;
import dev.trivet.engine.Burst;
import dev.trivet.flow.Sending;
import dev.trivet.negotiation.Negotiation;
import dev.trivet.negotiation.Terms;
import dev.trivet.transfer.Actions;
import dev.trivet.transfer.Event;
import dev.trivet.transfer.Outcome;
import dev.trivet.transfer.Sender;
import dev.trivet.wire.Mode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A client fetches a file.
final class ReadTransfer extends Transfer implements Actions.OfSender {
    /// @param textOfBinary whether it is asked for as text, and is none
    private record Opened(Lookup.Answer answer, Source.@Nullable Ready ready, boolean textOfBinary) {
        Resolution resolution() {
            return answer.resolution();
        }
    }

    private @Nullable Sending sending;
    private @Nullable Sender sender;

    ReadTransfer(Reception reception, Admission admission) {
        super(reception, admission);
    }

    @Override
    void begin() {
        boolean asksSize = request().options().value("tsize").isPresent();
        var lookup = lookup(asksSize ? OptionalLong.of(0) : OptionalLong.empty());
        job().run(CONTENT_DEADLINE, () -> opened(lookup), this::start, ReadTransfer::closeUnused);
    }

    /// Opening makes the beginning ready too: a small file takes one trip off the loop.
    private static Opened opened(Lookup lookup) throws ContentException {
        var answer = lookup.read();
        if (!(answer.resolution() instanceof Resolution.Found found)) return new Opened(answer, null, false);
        try {
            var ready = found.source().prepare(1);
            boolean binary =
                    lookup.wish().mode() == Mode.NETASCII && TextCheck.isBinary(found.source(), ready.octets());
            return new Opened(answer, ready, binary);
        } catch (ContentException e) {
            found.source().close();
            throw e;
        }
    }

    private static void closeUnused(Opened opened) {
        if (opened.resolution() instanceof Resolution.Found found)
            found.source().close();
    }

    private void start(Opened opened) {
        mapped(opened.answer().mapped());
        switch (opened.resolution()) {
            case Resolution.Found found
            when opened.ready() != null -> start(found, opened.ready(), opened.textOfBinary());
            case Resolution.Found found -> throw new IllegalStateException("nothing ready of " + found.name());
            case Resolution.Refused(var refusal) -> refuse(refusal);
            case Resolution.Accepted accepted ->
                throw new IllegalStateException("a sink for a read of " + accepted.name());
        }
    }

    private void start(Resolution.Found found, Source.Ready first, boolean textOfBinary) {
        var content = new Sending(
                this,
                job(),
                CONTENT_DEADLINE,
                found.source(),
                first,
                reception().readAhead());
        sending = content;
        var agreement = Negotiation.answer(request(), limits(), found.source().length());
        var terms = client().terms(agreement);
        if (!openPort(Burst.out(terms.windowOctets()))) return;
        var acknowledged = agreement.acknowledged();
        Optional<Packet.OptionAck> offer =
                acknowledged.isEmpty() ? Optional.empty() : Optional.of(new Packet.OptionAck(acknowledged));
        started(terms, found.name(), found.steps());
        hint(hints(found, terms, acknowledged, textOfBinary));
        sender = new Sender(terms, offer, false, patience(), shared().blocksFrom(), this);
        content.start(sender, terms, shared().blocksFrom());
        afterStep();
    }

    private StartHints hints(Resolution.Found found, Terms terms, Options acknowledged, boolean textOfBinary) {
        return new StartHints(
                peer().getAddress(),
                request().filename(),
                found.name(),
                found.source().length(),
                terms,
                !request().options().list().isEmpty(),
                acknowledged.value("rollover").isPresent()
                        || client().rule().rollover().isPresent(),
                textOfBinary,
                found.steps());
    }

    @Override
    public void afterStep() {
        if (!ended()) content().failure().ifPresent(refusal -> step(new Event.Refuse(refusal)));
        super.afterStep();
        if (!ended()) content().prepareNext();
    }

    @Override
    public void sendBlocks(long first, long last) {
        content().sendBlocks(first, last);
    }

    @Override
    Sender machine() {
        if (sender == null) throw new IllegalStateException("not started");
        return sender;
    }

    private Sending content() {
        if (sending == null) throw new IllegalStateException("no content");
        return sending;
    }

    @Override
    long octets() {
        return content().octets();
    }

    @Override
    public void closeContent() {
        if (sending != null) sending.close();
        sending = null;
    }

    @Override
    void learn(Outcome outcome) {
        int window = terms().windowSize().blocks();
        if (window == 1) return;
        boolean clean = outcome instanceof Outcome.Completed && machine().retransmissions() == 0;
        if (clean || machine().collapsed())
            shared().paths().learn(peer().getAddress(), window, machine().collapsed(), now());
    }
}
