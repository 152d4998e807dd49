package dev.trivet.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.wire.BlockNumber;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import dev.trivet.wire.Rollover;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Events in any order and at any time: nothing throws, no machine wakes in a loop, each ends once and says so, and a
/// peer that falls silent is given up in time.
@DisplayName("Random events")
class MachineFuzzTest {
    private static final int EVENTS = 400;

    /// More than trains of a millisecond, late ones caught up with, and questions can need.
    private static final int WAKES_PER_SECOND = 1_500;

    static LongStream seeds() {
        return LongStream.concat(LongStream.range(0, 1_500), LongStream.of(new Random().nextLong()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSenderStaysSane(long seed) {
        new SenderRun(seed).run();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aReceiverStaysSane(long seed) {
        new ReceiverRun(seed).run();
    }

    /// The world around a machine, and what must never be broken.
    private abstract static class Run implements Actions.OfSender, Actions.OfReceiver {
        final long seed;
        final Random random;
        final Deal deal;
        long now;
        long deadline = NEVER;
        int sent;
        int ended;
        int released;
        private long second;
        private int wakes;

        Run(long seed) {
            this.seed = seed;
            random = new Random(seed);
            var windows = new int[] {1, 1, 2, 3, 8, 64, 32_767};
            var plain = Deal.PLAIN
                    .blocks(8 << random.nextInt(8))
                    .window(windows[random.nextInt(windows.length)])
                    .rollover(random.nextBoolean() ? Rollover.TO_ZERO : Rollover.TO_ONE);
            deal = random.nextInt(3) > 0 ? plain : plain.timeout(new double[] {0.01, 1, 5, 255}[random.nextInt(4)]);
        }

        abstract void start();

        abstract void timer();

        abstract void randomEvent();

        void run() {
            start();
            for (int i = 0; i < EVENTS && released == 0; i++) {
                pass(randomPause());
                randomEvent();
            }
            answerOurselves();
            long giveUp =
                    Math.max(30, 3 * deal.timeout().map(t -> t.toSeconds()).orElse(0L)) * VirtualTime.SECOND;
            pass(giveUp + giveUp + 1);
            assertThat(ended).as("ended, seed %d", seed).isEqualTo(1);
            assertThat(released).as("released, seed %d", seed).isEqualTo(1);
            assertThat(deadline).as("deadline at the end, seed %d", seed).isEqualTo(NEVER);
        }

        abstract void answerOurselves();

        private long randomPause() {
            return switch (random.nextInt(6)) {
                case 0, 1 -> 0;
                case 2 -> random.nextInt(1_000);
                case 3 -> random.nextInt(10_000_000);
                case 4 -> random.nextInt(300_000_000);
                default -> random.nextInt(50) == 0 ? 20 * VirtualTime.SECOND : random.nextInt(2_000_000_000);
            };
        }

        /// Time passes; timers fire when due, or late.
        private void pass(long nanos) {
            long then = now + nanos;
            while (deadline <= then && released == 0) {
                now = Math.max(now, deadline) + (random.nextInt(8) == 0 ? random.nextInt(3_000_000) : 0);
                fire();
            }
            now = Math.max(now, then);
        }

        private void fire() {
            if (now / VirtualTime.SECOND != second) {
                second = now / VirtualTime.SECOND;
                wakes = 0;
            }
            wakes++;
            assertThat(wakes).as("wakes in second %d, seed %d", second, seed).isLessThan(WAKES_PER_SECOND);
            long due = deadline;
            int before = sent + ended + released;
            timer();
            assertThat(deadline > due || sent + ended + released > before)
                    .as("a wake-up at %d that did nothing, seed %d", now, seed)
                    .isTrue();
        }

        BlockNumber randomNumber(long near) {
            return random.nextInt(4) == 0
                    ? new BlockNumber(random.nextInt(65_536))
                    : deal.rollover().number(Math.max(0, near + random.nextInt(9) - 4));
        }

        Packet randomPacket(long near) {
            return switch (random.nextInt(40)) {
                case 0 -> new Packet.OptionAck(Options.of("blksize", "8"));
                case 1 ->
                    random.nextInt(20) == 0 ? new Packet.Error(new ErrorCode(random.nextInt(9)), "no") : ack(near);
                case 2, 3, 4 -> ack(near);
                case 5, 6, 7 -> data(near, random.nextInt(20) == 0 ? deal.blockSize() - 1 : deal.blockSize());
                case 8 -> data(near, random.nextInt(20) == 0 ? deal.blockSize() + 1 : deal.blockSize());
                default -> expectedPacket(near);
            };
        }

        abstract Packet expectedPacket(long near);

        Packet ack(long near) {
            return new Packet.Ack(randomNumber(near));
        }

        Packet data(long near, int octets) {
            return new Packet.Data(randomNumber(near), ByteBuffer.allocate(octets));
        }

        @Override
        public void send(Packet packet) {
            assertThat(released).as("sent after the end, seed %d", seed).isZero();
            sent++;
        }

        @Override
        public void sendBlocks(long first, long last) {
            sent++;
        }

        @Override
        public void wakeAt(long deadline) {
            this.deadline = deadline;
        }

        @Override
        public void ended(Outcome outcome) {
            ended++;
        }

        @Override
        public void released() {
            released++;
        }

        @Override
        public void deliver(Packet.Data data) {}

        @Override
        public void commit() {}
    }

    private static final class SenderRun extends Run {
        private final Sender sender;
        private boolean proven;
        private long ready;
        private boolean end;
        private long highest;

        SenderRun(long seed) {
            super(seed);
            boolean offers = random.nextBoolean();
            proven = !offers && (deal.windowSize() > 1 || random.nextBoolean());
            Optional<Packet.OptionAck> offer = offers ? Optional.of(SenderByHand.OFFER) : Optional.empty();
            sender = new Sender(deal.terms(), offer, proven, Patience.DEFAULT, this);
        }

        @Override
        void start() {
            sender.start(now);
        }

        @Override
        void timer() {
            sender.step(Event.TIMER_FIRED, now);
        }

        @Override
        void randomEvent() {
            sender.step(
                    switch (random.nextInt(12)) {
                        case 0 -> Event.REQUEST_REPEATED;
                        case 1, 2, 3 -> moreContent();
                        case 4 -> random.nextInt(200) == 0 ? new Event.Refuse(refusal()) : Event.TIMER_FIRED;
                        default -> new Event.Received(randomPacket(acknowledged()));
                    },
                    now);
        }

        private long acknowledged() {
            return sender.acknowledgedOctets() / deal.blockSize();
        }

        private Event.ContentReady moreContent() {
            if (!end) ready += random.nextInt(5 * deal.blockSize() * Math.min(deal.windowSize(), 100) + 1);
            end |= random.nextInt(100) == 0;
            return new Event.ContentReady(ready, end);
        }

        @Override
        Packet expectedPacket(long near) {
            return new Packet.Ack(deal.rollover().number(Math.min(near + deal.windowSize(), Math.max(highest, near))));
        }

        @Override
        void answerOurselves() {}

        @Override
        public void sendBlocks(long first, long last) {
            super.sendBlocks(first, last);
            assertThat(first).as("seed %d", seed).isBetween(1L, last);
            assertThat(last).as("within what is ready, seed %d", seed).isLessThanOrEqualTo(readyBlock());
            assertThat(last)
                    .as("within the window, seed %d", seed)
                    .isLessThanOrEqualTo(acknowledged() + deal.windowSize());
            assertThat(released).as("sent after the end, seed %d", seed).isZero();
            if (!sender.proven())
                assertThat(last).as("no window before proof, seed %d", seed).isEqualTo(1);
            highest = Math.max(highest, last);
        }

        private long readyBlock() {
            return ready / deal.blockSize() + (end ? 1 : 0);
        }
    }

    private static final class ReceiverRun extends Run {
        private final Receiver receiver;
        private long blocks;
        private long delivered;
        private boolean committing;

        ReceiverRun(long seed) {
            super(seed);
            boolean proven = random.nextBoolean();
            Packet first = random.nextBoolean() ? SenderByHand.OFFER : new Packet.Ack(BlockNumber.ZERO);
            receiver = new Receiver(
                    deal.terms(), Optional.of(first), proven, random.nextBoolean(), Patience.DEFAULT, this);
        }

        @Override
        void start() {
            receiver.start(now);
        }

        @Override
        void timer() {
            receiver.step(Event.TIMER_FIRED, now);
        }

        @Override
        void randomEvent() {
            receiver.step(
                    switch (random.nextInt(12)) {
                        case 0 -> Event.REQUEST_REPEATED;
                        case 1, 2 -> new Event.Stored(receiver.deliveredOctets());
                        case 3 -> committing ? committed() : Event.TIMER_FIRED;
                        case 4 -> random.nextInt(200) == 0 ? new Event.Refuse(refusal()) : Event.TIMER_FIRED;
                        default -> new Event.Received(randomPacket(blocks + 1));
                    },
                    now);
        }

        private Event.Committed committed() {
            committing = false;
            return Event.COMMITTED;
        }

        @Override
        Packet expectedPacket(long near) {
            return new Packet.Data(deal.rollover().number(near), ByteBuffer.allocate(deal.blockSize()));
        }

        /// The file is done with what it got.
        @Override
        void answerOurselves() {
            if (committing) receiver.step(committed(), now);
            receiver.step(new Event.Stored(receiver.deliveredOctets()), now);
        }

        @Override
        public void deliver(Packet.Data data) {
            assertThat(committing)
                    .as("delivered behind the last block, seed %d", seed)
                    .isFalse();
            blocks++;
            delivered += data.payload().remaining();
            assertThat(receiver.deliveredOctets()).as("seed %d", seed).isEqualTo(delivered);
        }

        @Override
        public void commit() {
            committing = true;
        }

        @Override
        public void ended(Outcome outcome) {
            super.ended(outcome);
            committing = false;
        }
    }

    private static Refusal refusal() {
        return new Refusal(ErrorCode.NOT_DEFINED, "no", "no", "");
    }
}
