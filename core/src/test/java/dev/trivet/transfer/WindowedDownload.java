package dev.trivet.transfer;

import dev.trivet.wire.Packet;
import java.util.Optional;
import java.util.Random;

/// A sender against a client of the field, over one path: the world of the pacing model. Several may share the path.
final class WindowedDownload implements Actions.OfSender {
    static final int OCTETS = 16 << 20;
    static final int BLOCK_SIZE = 1468;
    private static final long LIMIT = 60 * VirtualTime.SECOND;

    /// Both directions, and the time in which everything happens.
    record Network(VirtualTime time, Random random, Path data, Path acks) {
        /// ACKs come up to this share of a round trip later.
        private static final double JITTER = 0.1;

        static Network of(Path.Spec spec, long seed) {
            var time = new VirtualTime();
            var random = new Random(seed);
            var back = new Path.Spec("back", 1e9, spec.roundTrip(), Integer.MAX_VALUE, spec.loss());
            var acks = new Path(time, random, back, VirtualTime.nanos(spec.roundTrip() * JITTER));
            return new Network(time, random, new Path(time, random, spec, 0), acks);
        }
    }

    private final Network network;
    private final Deal deal;
    private final int octets;
    private final Sender sender;
    private final ModelReceiver receiver;
    private final VirtualTime.Alarm alarm;
    private long tick = 1;
    private long began;
    private long took;

    /// 16 MiB in blocks of 1468 octets, alone on its path.
    WindowedDownload(Path.Spec spec, ModelReceiver.Kind kind, int window, long seed) {
        this(Network.of(spec, seed), kind, Deal.PLAIN.blocks(BLOCK_SIZE).window(window), OCTETS);
    }

    WindowedDownload(Network network, ModelReceiver.Kind kind, Deal deal, int octets) {
        this.network = network;
        this.deal = deal;
        this.octets = octets;
        alarm = network.time.new Alarm(() -> step(Event.TIMER_FIRED));
        sender = new Sender(deal.terms(), Optional.of(SenderByHand.OFFER), false, Patience.DEFAULT, this);
        long last = octets / deal.blockSize() + 1;
        receiver = new ModelReceiver(
                kind, deal.windowSize(), last, network.time, block -> network.acks.carry(50, () -> acknowledge(block)));
    }

    /// Packets that are overtaken: a share of the data comes so much later.
    WindowedDownload reordering(double share, long nanos) {
        network.data.reordering(share, nanos);
        return this;
    }

    /// The sender's clock wakes it at whole ticks only.
    WindowedDownload tick(long nanos) {
        tick = nanos;
        return this;
    }

    /// Million octets a second; 0 where a minute was not enough.
    double run() {
        start();
        while (!done() && network.time.next(began + LIMIT)) {}
        return rate();
    }

    void start() {
        sender.start(network.time.now());
        step(new Event.ContentReady(octets, true));
        // The client was busy for a while before it took the offer.
        long handshake = VirtualTime.nanos(network.acks.spec().roundTrip() * (1 + network.random.nextDouble()));
        began = network.time.now() + handshake;
        network.time.after(handshake, () -> acknowledge(0));
    }

    boolean done() {
        return took > 0;
    }

    double rate() {
        return done() ? octets / 1e6 / (took / 1e9) : 0;
    }

    double seconds() {
        return done() ? took / 1e9 : Double.POSITIVE_INFINITY;
    }

    Sender sender() {
        return sender;
    }

    private void acknowledge(long block) {
        step(new Event.Received(new Packet.Ack(deal.rollover().number(block))));
    }

    private void step(Event.OfSender event) {
        sender.step(event, network.time.now());
    }

    @Override
    public void send(Packet packet) {}

    @Override
    public void sendBlocks(long first, long last) {
        for (long block = first; block <= last; block++) {
            long sent = block;
            network.data.carry(deal.blockSize() + Pace.HEADERS, () -> receiver.receive(sent));
        }
    }

    @Override
    public void wakeAt(long deadline) {
        alarm.set(deadline == NEVER ? NEVER : (deadline + tick - 1) / tick * tick);
    }

    @Override
    public void ended(Outcome outcome) {
        if (outcome instanceof Outcome.Completed) took = Math.max(1, network.time.now() - began);
    }

    @Override
    public void released() {}
}
