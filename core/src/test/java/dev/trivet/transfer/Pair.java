package dev.trivet.transfer;

import dev.trivet.wire.BlockNumber;
import dev.trivet.wire.Packet;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/// A sender and a receiver, a path between them, and a file at both ends. The side that was asked begins with its OACK,
/// the other one starts when that arrives: so a download's sender is the server, an upload's the client.
final class Pair {
    /// How long the receiver's disk takes for what was delivered, and to commit.
    private static final long STORE = 50_000;

    private static final long COMMIT = 5 * VirtualTime.MILLISECOND;
    private static final long LIMIT = 600 * VirtualTime.SECOND;

    final Sender sender;
    final Receiver receiver;
    final Path data;
    final Path acks;
    private final VirtualTime time = new VirtualTime();
    private final Deal deal;
    private final byte[] content;
    private final boolean download;
    private final ByteArrayOutputStream stored = new ByteArrayOutputStream();
    private final SendingEnd sendingEnd = new SendingEnd();
    private final ReceivingEnd receivingEnd = new ReceivingEnd();
    private boolean clientStarted;
    private long completedAt;
    Optional<Outcome> sent = Optional.empty();
    Optional<Outcome> received = Optional.empty();

    private Pair(Deal deal, byte[] content, Path.Spec spec, long seed, boolean download) {
        this.deal = deal;
        this.content = content;
        this.download = download;
        var random = new Random(seed);
        data = new Path(time, random, spec, 0);
        acks = new Path(time, random, spec, 0);
        Optional<Packet.OptionAck> offer = Optional.of(SenderByHand.OFFER);
        sender = new Sender(deal.terms(), download ? offer : Optional.empty(), !download, Patience.DEFAULT, sendingEnd);
        Packet first = download ? new Packet.Ack(BlockNumber.ZERO) : SenderByHand.OFFER;
        receiver = new Receiver(
                deal.terms(), Optional.of(first), download, deal.windowSize() > 1, Patience.DEFAULT, receivingEnd);
    }

    static Pair download(Deal deal, int octets, Path.Spec spec, long seed) {
        return new Pair(deal, content(octets, seed), spec, seed, true);
    }

    static Pair upload(Deal deal, int octets, Path.Spec spec, long seed) {
        return new Pair(deal, content(octets, seed), spec, seed, false);
    }

    private static byte[] content(int octets, long seed) {
        var content = new byte[octets];
        new Random(~seed).nextBytes(content);
        return content;
    }

    /// Until both sides have nothing more to do.
    Pair run() {
        if (download) startSender();
        else receiver.start(0);
        while (time.next(LIMIT)) {}
        return this;
    }

    boolean storedRight() {
        return Arrays.equals(stored.toByteArray(), content);
    }

    /// From the first packet to the sender's end.
    double seconds() {
        return completedAt / 1e9;
    }

    private void startSender() {
        sender.start(time.now());
        sender.step(new Event.ContentReady(content.length, true), time.now());
    }

    private Packet.Data block(long block) {
        int from = (int) ((block - 1) * deal.blockSize());
        int length = Math.min(deal.blockSize(), content.length - from);
        var payload = ByteBuffer.wrap(content, from, length).slice().asReadOnlyBuffer();
        return new Packet.Data(deal.rollover().number(block), payload);
    }

    private boolean startsClient(Packet packet) {
        boolean starts = packet instanceof Packet.OptionAck && !clientStarted;
        if (starts) clientStarted = true;
        return starts;
    }

    private final class SendingEnd implements Actions.OfSender {
        private final VirtualTime.Alarm alarm = time.new Alarm(() -> sender.step(Event.TIMER_FIRED, time.now()));

        @Override
        public void sendBlocks(long first, long last) {
            for (long block = first; block <= last; block++) send(block(block));
        }

        @Override
        public void send(Packet packet) {
            int octets = packet instanceof Packet.Data(var _, var payload) ? payload.remaining() : 0;
            data.carry(octets + Pace.HEADERS, () -> arrive(packet));
        }

        private void arrive(Packet packet) {
            if (download && startsClient(packet)) receiver.start(time.now());
            else receiver.step(new Event.Received(packet), time.now());
        }

        @Override
        public void wakeAt(long deadline) {
            alarm.set(deadline);
        }

        @Override
        public void ended(Outcome outcome) {
            sent = Optional.of(outcome);
            completedAt = time.now();
        }

        @Override
        public void released() {}
    }

    private final class ReceivingEnd implements Actions.OfReceiver {
        private final VirtualTime.Alarm alarm = time.new Alarm(() -> receiver.step(Event.TIMER_FIRED, time.now()));

        @Override
        public void send(Packet packet) {
            acks.carry(Pace.HEADERS, () -> {
                if (!download && startsClient(packet)) startSender();
                else sender.step(new Event.Received(packet), time.now());
            });
        }

        @Override
        public void deliver(Packet.Data data) {
            var octets = new byte[data.payload().remaining()];
            data.payload().get(data.payload().position(), octets);
            stored.writeBytes(octets);
            long all = stored.size();
            time.after(STORE, () -> receiver.step(new Event.Stored(all), time.now()));
        }

        @Override
        public void commit() {
            time.after(COMMIT, () -> receiver.step(Event.COMMITTED, time.now()));
        }

        @Override
        public void wakeAt(long deadline) {
            alarm.set(deadline);
        }

        @Override
        public void ended(Outcome outcome) {
            received = Optional.of(outcome);
        }

        @Override
        public void released() {}
    }
}
