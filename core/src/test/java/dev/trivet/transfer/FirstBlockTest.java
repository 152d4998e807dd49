package dev.trivet.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.wire.BlockNumber;
import dev.trivet.wire.Packet;
import dev.trivet.wire.Rollover;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Uploads that begin with DATA 0")
class FirstBlockTest {
    private static final Packet ACK_0 = new Packet.Ack(BlockNumber.ZERO);
    private static final Deal DEAL = Deal.PLAIN.blocks(8);

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void arriveWholeWhereAQuarterOfAllPacketsIsLost(long seed) {
        var upload = new Upload(seed, 5 + (int) seed % 60).run();
        assertThat(upload.outcome).as("seed %d", seed).contains(new Outcome.Completed());
        assertThat(upload.stored.toByteArray()).as("seed %d", seed).isEqualTo(upload.content);
    }

    @Test
    void passTheRollover() {
        var upload = new Upload(1, 65_600 * 8).run();
        assertThat(upload.outcome).contains(new Outcome.Completed());
        assertThat(upload.stored.toByteArray()).isEqualTo(upload.content);
    }

    @Test
    void areNotTakenWithoutTheirBeginning() {
        var upload = new Upload(1, 30);
        upload.receiver.start(0);
        upload.arrive(upload.block(1));
        upload.arrive(upload.block(2));
        assertThat(upload.stored.size()).isZero();
        assertThat(upload.lastAck).isEqualTo(0);
    }

    @Test
    void getNoWindow() {
        var terms = DEAL.window(2).terms();
        assertThatThrownBy(() -> receiver(terms, new Upload(1, 1))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Receiver receiver(dev.trivet.negotiation.Terms terms, Actions.OfReceiver actions) {
        return new Receiver(
                terms,
                Optional.of(ACK_0),
                false,
                false,
                new Patience(Patience.DEFAULT.giveUp()),
                Start.AT_BLOCK_0,
                actions);
    }

    /// Such a client, which asks and sends again after 1.5 s, on a path that loses a quarter.
    private static final class Upload implements Actions.OfReceiver {
        private static final long AGAIN = 1_500 * VirtualTime.MILLISECOND;
        private static final long LIMIT = 100_000 * VirtualTime.SECOND;

        private final VirtualTime time = new VirtualTime();
        private final Path there;
        private final Path back;
        private final byte[] content;
        private final Receiver receiver = receiver(DEAL.terms(), this);
        private final VirtualTime.Alarm wake = time.new Alarm(() -> receiver.step(Event.TIMER_FIRED, time.now()));
        private final VirtualTime.Alarm again = time.new Alarm(this::say);
        private final ByteArrayOutputStream stored = new ByteArrayOutputStream();

        /// The block that is to be sent; before 0: the request.
        private int block = -1;

        private boolean begun;
        private int lastAck = -1;
        private Optional<Outcome> outcome = Optional.empty();

        Upload(long seed, int octets) {
            var random = new Random(seed);
            double loss = octets > 10_000 ? 0 : 0.25;
            there = new Path(time, random, Path.Spec.wide(0.02, loss), 0);
            back = new Path(time, random, Path.Spec.wide(0.02, loss), 0);
            content = new byte[octets];
            random.nextBytes(content);
        }

        Upload run() {
            say();
            while (time.next(LIMIT)) {}
            return this;
        }

        private void say() {
            again.set(time.now() + AGAIN);
            if (block < 0) there.carry(40, this::asked);
            else there.carry(40, () -> arrive(block(block)));
        }

        private void asked() {
            if (begun) receiver.step(Event.REQUEST_REPEATED, time.now());
            else receiver.start(time.now());
            begun = true;
        }

        private void arrive(Packet.Data data) {
            receiver.step(new Event.Received(data), time.now());
        }

        Packet.Data block(int number) {
            int from = Math.min(content.length, number * 8);
            var payload = ByteBuffer.wrap(Arrays.copyOfRange(content, from, Math.min(content.length, from + 8)));
            return new Packet.Data(Rollover.TO_ZERO.number(number), payload);
        }

        private int lastBlock() {
            return content.length / 8;
        }

        private void heard(int number) {
            if (number != Math.max(0, block) % 65_536) return;
            block++;
            if (block > lastBlock()) again.set(Actions.NEVER);
            else say();
        }

        @Override
        public void send(Packet packet) {
            if (!(packet instanceof Packet.Ack(var number))) throw new AssertionError(packet);
            lastAck = number.value();
            back.carry(40, () -> heard(number.value()));
        }

        @Override
        public void deliver(Packet.Data data) {
            var octets = new byte[data.payload().remaining()];
            data.payload().get(data.payload().position(), octets);
            stored.writeBytes(octets);
            time.after(1, () -> receiver.step(new Event.Stored(stored.size()), time.now()));
        }

        @Override
        public void commit() {
            time.after(1, () -> receiver.step(Event.COMMITTED, time.now()));
        }

        @Override
        public void wakeAt(long deadline) {
            wake.set(deadline);
        }

        @Override
        public void ended(Outcome how) {
            outcome = Optional.of(how);
        }

        @Override
        public void released() {
            again.set(Actions.NEVER);
        }
    }
}
