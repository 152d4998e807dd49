package dev.trivet.transfer;

import dev.trivet.wire.BlockNumber;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A sender and its hours: the test plays peer, content and clock.
final class SenderByHand {
    static final Packet.OptionAck OFFER = new Packet.OptionAck(Options.of("tsize", "0"));
    private static final int NO_END = 50_000;

    private final Script script = new Script();
    private final Deal deal;
    private final Sender sender;
    private long now;

    private SenderByHand(Deal deal, Optional<Packet.OptionAck> offer, boolean proven) {
        this(deal, offer, proven, Patience.DEFAULT);
    }

    private SenderByHand(Deal deal, Optional<Packet.OptionAck> offer, boolean proven, Patience patience) {
        this.deal = deal;
        sender = new Sender(deal.terms(), offer, proven, patience, script);
        sender.start(0);
    }

    /// A server's: it begins with OACK.
    static SenderByHand offering(Deal deal) {
        return new SenderByHand(deal, Optional.of(OFFER), false);
    }

    /// A server's with a patience of its own.
    static SenderByHand offering(Deal deal, Patience patience) {
        return new SenderByHand(deal, Optional.of(OFFER), false, patience);
    }

    /// A server's to whom nothing was proposed: it begins with DATA 1.
    static SenderByHand plain() {
        return new SenderByHand(Deal.PLAIN, Optional.empty(), false);
    }

    /// A client's, who knows its server.
    static SenderByHand proven(Deal deal) {
        return new SenderByHand(deal, Optional.empty(), true);
    }

    /// In the middle of it: offer taken after 10 ms, the whole file of so many blocks ready, the first flight out.
    static SenderByHand streaming(Deal deal, long blocks) {
        var sender = offering(deal).content(blocks).after(0.010).ack(0);
        sender.did();
        return sender;
    }

    /// The content is known to its end: so many blocks, the last of them with one octet.
    SenderByHand content(long blocks) {
        return contentReady((blocks - 1) * deal.blockSize() + 1, true);
    }

    SenderByHand contentReady(long octets, boolean end) {
        return step(new Event.ContentReady(octets, end));
    }

    SenderByHand ack(long block) {
        return receives(new Packet.Ack(deal.rollover().number(block)));
    }

    SenderByHand data(int number) {
        return receives(new Packet.Data(new BlockNumber(number), ByteBuffer.allocate(8)));
    }

    SenderByHand error(int code) {
        return error(code, "no");
    }

    SenderByHand error(int code, String text) {
        return receives(new Packet.Error(new ErrorCode(code), text));
    }

    SenderByHand receives(Packet packet) {
        return step(new Event.Received(packet));
    }

    SenderByHand step(Event.OfSender event) {
        script.at(now);
        sender.step(event, now);
        return this;
    }

    /// So many seconds pass; timers fire when they are due.
    SenderByHand after(double seconds) {
        long then = now + VirtualTime.nanos(seconds);
        for (int i = 0; script.deadline() <= then; i++) {
            if (i > NO_END) throw new AssertionError("wakes in a loop, at " + now + ": " + script.take());
            now = Math.max(now, script.deadline());
            step(Event.TIMER_FIRED);
        }
        now = then;
        return this;
    }

    /// The next timer fires, so many seconds after it was due.
    SenderByHand late(double seconds) {
        now = script.deadline() + VirtualTime.nanos(seconds);
        return step(Event.TIMER_FIRED);
    }

    /// Blocks are acknowledged one window after the other, each so many seconds after it was sent.
    SenderByHand answering(long from, long to, double seconds) {
        for (long block = from; block <= to; block += deal.windowSize())
            after(seconds).ack(block);
        return this;
    }

    String did() {
        return script.take();
    }

    String didWhen() {
        return script.takeTimed();
    }

    String wake() {
        return script.wake();
    }

    Sender machine() {
        return sender;
    }
}
