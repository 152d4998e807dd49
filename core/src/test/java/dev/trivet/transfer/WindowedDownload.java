package dev.trivet.transfer;

import dev.trivet.wire.Packet;
import java.util.Optional;
import java.util.Random;

/// A sender of 16 MiB against a client of the field, over one path: the world of the pacing model.
final class WindowedDownload implements Actions.OfSender {
    static final int OCTETS = 16 << 20;
    private static final int BLOCK_SIZE = 1468;

    /// ACKs come up to this share of a round trip later.
    private static final double JITTER = 0.1;

    private static final long LIMIT = 60 * VirtualTime.SECOND;

    private final VirtualTime time = new VirtualTime();
    private final Random random;
    private final Path data;
    private final Path acks;
    private final Deal deal;
    private final Sender sender;
    private final ModelReceiver receiver;
    private final VirtualTime.Alarm alarm = time.new Alarm(() -> step(Event.TIMER_FIRED));
    private boolean done;

    WindowedDownload(Path.Spec spec, ModelReceiver.Kind kind, int window, long seed) {
        random = new Random(seed);
        deal = Deal.PLAIN.blocks(BLOCK_SIZE).window(window);
        data = new Path(time, random, spec, 0);
        var back = new Path.Spec("back", 1e9, spec.roundTrip(), Integer.MAX_VALUE, spec.loss());
        acks = new Path(time, random, back, VirtualTime.nanos(spec.roundTrip() * JITTER));
        sender = new Sender(deal.terms(), Optional.of(SenderByHand.OFFER), false, Patience.DEFAULT, this);
        receiver = new ModelReceiver(
                kind, window, OCTETS / BLOCK_SIZE + 1, time, block -> acks.carry(50, () -> acknowledge(block)));
    }

    WindowedDownload reordering(double share, long nanos) {
        data.reordering(share, nanos);
        return this;
    }

    /// Million octets a second; 0 where a minute was not enough.
    double run() {
        sender.start(0);
        step(new Event.ContentReady(OCTETS, true));
        // The client was busy for a while before it took the offer.
        long handshake = VirtualTime.nanos(acks.spec().roundTrip() * (1 + random.nextDouble()));
        time.after(handshake, () -> acknowledge(0));
        while (!done && time.next(handshake + LIMIT)) {}
        return done ? OCTETS / 1e6 / ((time.now() - handshake) / 1e9) : 0;
    }

    Sender sender() {
        return sender;
    }

    private void acknowledge(long block) {
        step(new Event.Received(new Packet.Ack(deal.rollover().number(block))));
    }

    private void step(Event.OfSender event) {
        sender.step(event, time.now());
    }

    @Override
    public void send(Packet packet) {}

    @Override
    public void sendBlocks(long first, long last) {
        for (long block = first; block <= last; block++) {
            long sent = block;
            data.carry(BLOCK_SIZE + Pace.HEADERS, () -> receiver.receive(sent));
        }
    }

    @Override
    public void wakeAt(long deadline) {
        alarm.set(deadline);
    }

    @Override
    public void ended(Outcome outcome) {
        done = outcome instanceof Outcome.Completed;
    }

    @Override
    public void released() {}
}
