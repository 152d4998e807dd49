package dev.trivet.transfer;

import dev.trivet.wire.BlockNumber;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A receiver and its hours: the test plays peer, file and clock.
final class ReceiverByHand {
    private static final int NO_END = 50_000;

    private final Script script = new Script();
    private final Deal deal;
    private final Receiver receiver;
    private long now;

    private ReceiverByHand(Deal deal, Optional<Packet> first, boolean proven, boolean rolloverAgreed) {
        this(deal, first, proven, rolloverAgreed, Patience.DEFAULT);
    }

    private ReceiverByHand(
            Deal deal, Optional<Packet> first, boolean proven, boolean rolloverAgreed, Patience patience) {
        this.deal = deal;
        receiver = new Receiver(deal.terms(), first, proven, rolloverAgreed, patience, script);
        receiver.start(0);
    }

    /// A server's: it begins with OACK.
    static ReceiverByHand offering(Deal deal) {
        return new ReceiverByHand(deal, Optional.of(SenderByHand.OFFER), false, false);
    }

    /// A server's with a patience of its own.
    static ReceiverByHand offering(Deal deal, Patience patience) {
        return new ReceiverByHand(deal, Optional.of(SenderByHand.OFFER), false, false, patience);
    }

    /// A server's to whom nothing was proposed: it begins with ACK 0.
    static ReceiverByHand plain() {
        return new ReceiverByHand(Deal.PLAIN, Optional.of(new Packet.Ack(BlockNumber.ZERO)), false, false);
    }

    /// A client's that has the OACK of its server and takes it with ACK 0.
    static ReceiverByHand accepting(Deal deal) {
        return new ReceiverByHand(deal, Optional.of(new Packet.Ack(BlockNumber.ZERO)), true, false);
    }

    /// Whose terms name the rollover.
    static ReceiverByHand agreedRollover(Deal deal) {
        return new ReceiverByHand(deal, Optional.of(SenderByHand.OFFER), false, true);
    }

    /// Full blocks, one after the other, stored as they come.
    ReceiverByHand blocks(long first, long last) {
        for (long block = first; block <= last; block++) stored().block(block);
        return this;
    }

    ReceiverByHand block(long block) {
        return data(deal.rollover().value(block), deal.blockSize());
    }

    ReceiverByHand data(int number, int octets) {
        return receives(new Packet.Data(new BlockNumber(number), ByteBuffer.allocate(octets)));
    }

    /// The file has got all there is.
    ReceiverByHand stored() {
        return step(new Event.Stored(receiver.deliveredOctets()));
    }

    ReceiverByHand committed() {
        return step(Event.COMMITTED);
    }

    ReceiverByHand error(int code) {
        return receives(new Packet.Error(new ErrorCode(code), "no"));
    }

    ReceiverByHand optionAck() {
        return receives(new Packet.OptionAck(Options.of("tsize", "1")));
    }

    ReceiverByHand receives(Packet packet) {
        return step(new Event.Received(packet));
    }

    ReceiverByHand step(Event.OfReceiver event) {
        script.at(now);
        receiver.step(event, now);
        return this;
    }

    /// So many seconds pass; timers fire when they are due.
    ReceiverByHand after(double seconds) {
        long then = now + VirtualTime.nanos(seconds);
        for (int i = 0; script.deadline() <= then; i++) {
            if (i > NO_END) throw new AssertionError("wakes in a loop, at " + now + ": " + script.take());
            now = Math.max(now, script.deadline());
            step(Event.TIMER_FIRED);
        }
        now = then;
        return this;
    }

    /// What it did but for delivering.
    String did() {
        return script.take().replaceAll("deliver \\d+(, )?", "").replaceAll(", $", "");
    }

    String didWhen() {
        return script.takeTimed();
    }

    String everything() {
        return script.take();
    }

    String wake() {
        return script.wake();
    }

    Receiver machine() {
        return receiver;
    }
}
