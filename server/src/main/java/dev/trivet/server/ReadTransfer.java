package dev.trivet.server;

import dev.trivet.content.ContentException;
import dev.trivet.content.Resolution;
import dev.trivet.content.Source;
import dev.trivet.engine.Blocks;
import dev.trivet.engine.Port;
import dev.trivet.engine.Route;
import dev.trivet.negotiation.Negotiation;
import dev.trivet.transfer.Actions;
import dev.trivet.transfer.Event;
import dev.trivet.transfer.Outcome;
import dev.trivet.transfer.Refusal;
import dev.trivet.transfer.Sender;
import dev.trivet.wire.Packet;
import dev.trivet.wire.Rollover;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A client fetches a file.
final class ReadTransfer extends Transfer implements Actions.OfSender, Blocks {
    private record Opened(Resolution resolution, Source.@Nullable Ready ready) {}

    private @Nullable Source source;
    private @Nullable Sender sender;
    private Source.Ready ready = new Source.Ready(0, false);
    private @Nullable Refusal readFailed;
    private final ReadAhead ahead;

    ReadTransfer(Reception reception, Port listening, Route route, TransferEvent.Asked asked, Packet.Request request) {
        super(reception, listening, route, asked, request);
        ahead = new ReadAhead(reception.readAhead());
    }

    @Override
    void begin() {
        boolean asksSize = request().options().value("tsize").isPresent();
        var wish = wish(asksSize ? OptionalLong.of(0) : OptionalLong.empty());
        offLoop(
                CONTENT_DEADLINE,
                () -> opened(shared().content().read(wish).orElseGet(Transfer::unknown)),
                this::start,
                ReadTransfer::closeUnused);
    }

    /// Opening makes the beginning ready too: a small file takes one trip off the loop.
    private static Opened opened(Resolution resolution) throws ContentException {
        if (!(resolution instanceof Resolution.Found found)) return new Opened(resolution, null);
        try {
            return new Opened(found, found.source().prepare(1));
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
        switch (opened.resolution()) {
            case Resolution.Found found when opened.ready() != null -> start(found, opened.ready());
            case Resolution.Found found -> throw new IllegalStateException("nothing ready of " + found.name());
            case Resolution.Refused(var refusal) -> refuse(refusal);
            case Resolution.Accepted accepted ->
                throw new IllegalStateException("a sink for a read of " + accepted.name());
        }
    }

    private void start(Resolution.Found found, Source.Ready first) {
        source = found.source();
        ready = first;
        var agreement = Negotiation.answer(request(), limits(), found.source().length());
        if (!openPort()) return;
        var acknowledged = agreement.acknowledged();
        Optional<Packet.OptionAck> offer =
                acknowledged.isEmpty() ? Optional.empty() : Optional.of(new Packet.OptionAck(acknowledged));
        started(agreement.terms(), found.name(), found.steps());
        sender = new Sender(agreement.terms(), offer, false, patience(), shared().blocksFrom(), this);
        sender.step(new Event.ContentReady(ready.octets(), ready.end()), now());
        sender.start(now());
        afterStep();
    }

    @Override
    void afterStep() {
        if (readFailed != null && !ended()) {
            var refusal = readFailed;
            readFailed = null;
            step(new Event.Refuse(refusal));
        }
        super.afterStep();
        if (!ended()) wantContent();
    }

    private void wantContent() {
        long wanted = machine().wantedOctets();
        if (ready.end() || ready.octets() >= wanted || jobRunning()) return;
        var from = content();
        from.release(machine().acknowledgedOctets());
        offLoop(CONTENT_DEADLINE, () -> from.prepare(wanted), this::contentReady, _ -> {});
    }

    private void contentReady(Source.Ready now) {
        ready = now;
        machine().step(new Event.ContentReady(now.octets(), now.end()), now());
        afterStep();
    }

    // --- what the machine wants

    @Override
    public void sendBlocks(long first, long last) {
        try {
            port().sendBlocks(route(), this, first, last);
        } catch (IOException e) {
            readFailed = Refusals.unreadable(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public int blockSize() {
        return terms().blockSize().octets();
    }

    @Override
    public Rollover rollover() {
        return terms().rollover();
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        // An unproven peer costs no buffer.
        if (sender == null || !sender.proven()) return content().read(position, into);
        return ahead.read(content(), ready.octets(), position, into);
    }

    // --- the machine

    @Override
    Sender machine() {
        if (sender == null) throw new IllegalStateException("not started");
        return sender;
    }

    private Source content() {
        if (source == null) throw new IllegalStateException("no content");
        return source;
    }

    @Override
    long octets() {
        return Math.min(machine().acknowledgedOctets(), ready.octets());
    }

    @Override
    void closeContent() {
        ahead.close();
        if (source != null) source.close();
        source = null;
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
