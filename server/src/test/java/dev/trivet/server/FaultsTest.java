package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.rrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.content.ContentRequest;
import dev.trivet.content.Provider;
import dev.trivet.content.Resolution;
import dev.trivet.content.Sink;
import dev.trivet.content.Source;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Mode;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A fault of a listener, rule or provider ends one transfer at most")
class FaultsTest {
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// Where content is broken.
    enum Place {
        LOOK_UP,
        LENGTH,
        FIRST_PREPARE,
        LATER_PREPARE,
        FIRST_READ,
        LATER_READ,
        RELEASE,
        CLOSE,
        WRITE,
        COMMIT
    }

    @ParameterizedTest
    @EnumSource(
            value = Place.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"WRITE", "COMMIT"})
    void faultOfASourceEndsItsTransferOnly(Place broken) {
        var served =
                around(c -> new BrokenReads(c, broken)).file("broken", 3000).file("good", 3000);
        served.content.chunk(512);
        var bad = served.client().read(served.address, "broken");
        var good = served.client(11).read(served.address, "good");
        served.network.runUntilQuiet(Duration.ofMinutes(2));
        assertThat(good.received()).isEqualTo(Served.octets(3000));
        if (broken != Place.CLOSE) assertThat(bad.completed()).isFalse();
        assertThat(bad.isOver()).isTrue();
        assertThat(served.reception.held()).isZero();
        assertThat(served.reception.shared().running()).hasValue(0);
    }

    @Test
    void faultDuringATransferIsToldToPeerAndOperator() {
        var served = around(c -> new BrokenReads(c, Place.LATER_READ)).file("broken", 3000);
        var peer = served.peer(3001).asks(rrq("broken"));
        served.runMillis(30);
        peer.answers(ack(1));
        served.runMillis(30);
        assertThat(peer.last()).isEqualTo(error(ErrorCode.NOT_DEFINED, "Internal fault"));
        assertThat(served.story()).isEqualTo("Requested Started Ended");
        assertThat(served.loopFaults()).singleElement().isInstanceOf(Broken.class);
        assertThat(served.reception.held()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Place.class,
            names = {"LOOK_UP", "WRITE", "COMMIT"})
    void faultOfASinkEndsItsTransferOnly(Place broken) {
        var served = around(c -> new BrokenWrites(c, broken));
        var bad = served.client().write(served.address, "broken", Served.octets(3000));
        var good = served.client(11).write(served.address, "good", Served.octets(3000));
        served.network.runUntilQuiet(Duration.ofMinutes(2));
        assertThat(good.completed()).isTrue();
        assertThat(bad.completed()).isFalse();
        served.assertNothingLeft();
    }

    @Test
    void faultOfAListenerIsHeardAndNothingElse() {
        var served = Served.with(b -> b.onEvent(_ -> {
                    throw new Broken();
                }))
                .file("a", 700);
        var read = served.client().read(served.address, "a");
        served.runUntilQuiet();
        assertThat(read.completed()).isTrue();
        assertThat(served.faults).hasSize(3).allMatch(Broken.class::isInstance);
        assertThat(served.story()).isEqualTo("Requested Started Ended");
    }

    @Test
    void faultBetweenTheLookUpAndTheFirstPacketLeavesNothing() {
        var served = Served.with(b -> b.onEvent(event -> {
                            if (event instanceof TransferEvent.Started) throw new Broken();
                        })
                        .onFault(_ -> {
                            throw new Broken();
                        }))
                .file("a", 700);
        served.peer(3001).asks(rrq("a"));
        served.runMillis(30);
        assertThat(served.loopFaults()).singleElement().isInstanceOf(Broken.class);
        assertThat(served.reception.held()).isZero();
        assertThat(served.reception.shared().running()).hasValue(0);
        assertThat(served.content.open()).isZero();
    }

    @Test
    void errorOfAListenerLeavesEventsToTheOthers() throws InterruptedException {
        var faults = new ConcurrentLinkedQueue<Throwable>();
        var heard = new ConcurrentLinkedQueue<TransferEvent>();
        var events = new EventQueue(
                List.of(
                        _ -> {
                            throw new AssertionError("a test that fails in a listener");
                        },
                        heard::add),
                faults::add);
        var asked = new TransferEvent.Asked(
                1,
                Direction.READ,
                dev.trivet.content.Peer.of(new InetSocketAddress(Served.CLIENT, 3001)),
                new InetSocketAddress(Served.SERVER, 69),
                "a",
                Mode.OCTET);
        events.start();
        for (int i = 0; i < 3; i++) events.accept(new TransferEvent.Requested(Served.BEGAN, asked));
        events.close();
        assertThat(heard).hasSize(3);
        assertThat(faults).hasSize(3).allMatch(AssertionError.class::isInstance);
    }

    @Test
    void faultOfTheAccessRuleLeavesOneRequestWithoutAnswer() {
        var calls = new AtomicInteger();
        var served = Served.with(b -> b.access((_, _) -> {
                    if (calls.getAndIncrement() == 0) throw new Broken();
                    return Optional.empty();
                }))
                .file("a", 700);
        var read = served.client().read(served.address, "a");
        served.runMillis(5_000);
        assertThat(read.completed()).isTrue(); // its second request
        assertThat(calls).hasValue(2);
        assertThat(served.reception.held()).isZero();
    }

    private static Served around(UnaryOperator<Provider> provider) {
        var network = Served.network();
        return Served.around(network, network.workers(), provider, _ -> {});
    }

    /// The name "broken" is.
    private record BrokenReads(Provider whole, Place place) implements Provider {
        @Override
        public Optional<Resolution> read(ContentRequest request) {
            var resolution = whole.read(request);
            if (!request.name().equals("broken")) return resolution;
            var source = ((Resolution.Found) resolution.orElseThrow()).source();
            if (place == Place.LOOK_UP) {
                source.close();
                throw new Broken();
            }
            return Optional.of(new Resolution.Found(new BrokenSource(source, place), "broken", List.of()));
        }

        @Override
        public Optional<Resolution> write(ContentRequest request) {
            return whole.write(request);
        }
    }

    private record BrokenSource(Source whole, Place place) implements Source {
        @Override
        public OptionalLong length() {
            breakAt(Place.LENGTH);
            return whole.length();
        }

        @Override
        public Ready prepare(long position) throws dev.trivet.content.ContentException {
            breakAt(position == 1 ? Place.FIRST_PREPARE : Place.LATER_PREPARE);
            return whole.prepare(position);
        }

        @Override
        public int read(long position, ByteBuffer into) throws java.io.IOException {
            breakAt(position == 0 ? Place.FIRST_READ : Place.LATER_READ);
            return whole.read(position, into);
        }

        @Override
        public void release(long position) {
            breakAt(Place.RELEASE);
        }

        @Override
        public void close() {
            whole.close();
            breakAt(Place.CLOSE);
        }

        private void breakAt(Place here) {
            if (place == here) throw new Broken();
        }
    }

    private record BrokenWrites(Provider whole, Place place) implements Provider {
        @Override
        public Optional<Resolution> read(ContentRequest request) {
            return whole.read(request);
        }

        @Override
        public Optional<Resolution> write(ContentRequest request) {
            if (!request.name().equals("broken")) return whole.write(request);
            if (place == Place.LOOK_UP) throw new Broken();
            return Optional.of(new Resolution.Accepted(new BrokenSink(place), "broken", List.of()));
        }
    }

    private record BrokenSink(Place place) implements Sink {
        @Override
        public void write(ByteBuffer octets) {
            if (place == Place.WRITE) throw new Broken();
        }

        @Override
        public void commit() {
            if (place == Place.COMMIT) throw new Broken();
        }

        @Override
        public void close() {}
    }
}
