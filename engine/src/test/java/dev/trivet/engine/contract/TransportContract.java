package dev.trivet.engine.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.engine.Arrivals;
import dev.trivet.engine.Blocks;
import dev.trivet.engine.Burst;
import dev.trivet.engine.Datagram;
import dev.trivet.engine.Loop;
import dev.trivet.engine.Port;
import dev.trivet.engine.PortRange;
import dev.trivet.engine.PortTakenException;
import dev.trivet.engine.Route;
import dev.trivet.engine.Timer;
import dev.trivet.engine.Transport;
import dev.trivet.engine.contract.Net.Peer;
import dev.trivet.engine.contract.Net.Received;
import dev.trivet.wire.Packet.Data;
import dev.trivet.wire.PacketCodec;
import dev.trivet.wire.Rollover;
import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What every transport does, and every loop on it. Each transport has a test class that says where it lives.
public abstract class TransportContract {
    /// More than any of this needs, so that a test ends.
    private static final int MOST_TURNS = 500;

    private static final int ANY_PORT = 0;

    private final List<RuntimeException> uncaught = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private Net net;
    private Transport transport;
    private Loop loop;

    protected abstract Net net() throws IOException;

    @BeforeEach
    void open() throws IOException {
        net = net();
        transport = net.transport();
        loop = new Loop(transport, uncaught::add);
        net.drive(loop);
    }

    @AfterEach
    void close() {
        transport.close();
        net.close();
        assertThat(uncaught).isEmpty();
    }

    // --- datagrams

    @Test
    void aDatagramIsHandedOverWithItsSenderAndItsOctets() throws IOException {
        Peer peer = net.peer(net.first());
        Port port = transport.listen(new InetSocketAddress(net.first(), ANY_PORT), (at, datagram) -> {
            assertThat(datagram.from()).isEqualTo(peer.address());
            assertThat(datagram.route().peer()).isEqualTo(peer.address());
            assertThat(datagram.route().local()).isEqualTo(net.first());
            seen.add(text(datagram));
        });

        peer.send(port.local(), octets("hello"));
        turnUntil(() -> !seen.isEmpty());

        assertThat(seen).containsExactly("hello");
    }

    @Test
    void datagramsOfOneSenderComeInOrder() throws IOException {
        Peer peer = net.peer(net.first());
        Port port = transport.open(net.first(), PortRange.SYSTEM, Burst.SMALL, remember());

        for (int i = 0; i < 40; i++) peer.send(port.local(), octets("d" + i));
        turnUntil(() -> seen.size() == 40);

        assertThat(seen).isEqualTo(IntStream.range(0, 40).mapToObj(i -> "d" + i).toList());
    }

    @Test
    void anAnswerLeavesFromTheAddressAndPortThatWereAsked() throws IOException {
        for (InetAddress asked : List.of(net.first(), net.second(), net.six())) {
            Peer peer = net.peer(asked);
            Port port = transport.listen(new InetSocketAddress(asked, ANY_PORT), echo());
            peer.send(port.local(), octets("to " + asked));

            Received answer = answerTo(peer);

            assertThat(answer.from()).isEqualTo(port.local());
            assertThat(answer.octets()).isEqualTo(buffer("to " + asked));
        }
    }

    @Test
    void theWildcardAnswersFromEachAddressOfBothFamilies() throws IOException {
        Port port = transport.listen(new InetSocketAddress("::", ANY_PORT), echo());

        for (InetAddress asked : List.of(net.first(), net.six())) {
            var place = new InetSocketAddress(asked, port.local().getPort());
            Peer peer = net.peer(asked);
            peer.send(place, octets("hello"));
            assertThat(answerTo(peer).from()).isEqualTo(place);
        }
        assertThat(port.local().getAddress().isAnyLocalAddress()).isTrue();
    }

    @Test
    void theGroupOfAWildcardSendsFromTheAddressOfTheRoute() throws IOException {
        Port port = transport.listen(new InetSocketAddress("::", ANY_PORT), remember());
        Peer peer = net.peer(net.first());

        port.send(Route.to(peer.address(), net.first()), ByteBuffer.wrap(octets("hello")));

        assertThat(answerTo(peer).from())
                .isEqualTo(new InetSocketAddress(net.first(), port.local().getPort()));
    }

    @Test
    void theWildcardOfIpv4TakesNothingByIpv6() throws IOException {
        Port port = transport.listen(new InetSocketAddress("0.0.0.0", ANY_PORT), remember());
        int number = port.local().getPort();

        net.peer(net.six()).send(new InetSocketAddress(net.six(), number), octets("by 6"));
        net.peer(net.first()).send(new InetSocketAddress(net.first(), number), octets("by 4"));
        turnUntil(() -> !seen.isEmpty());

        assertThat(seen).containsExactly("by 4");
    }

    @Test
    void whatIsSentIsLeftAsItWas() throws IOException {
        Peer peer = net.peer(net.first());
        Port port = transport.open(net.first(), PortRange.SYSTEM, Burst.SMALL, remember());
        ByteBuffer datagram = ByteBuffer.wrap(octets("..hello..")).position(2).limit(7);

        port.send(Route.to(peer.address(), net.first()), datagram);

        assertThat(answerTo(peer).octets()).isEqualTo(buffer("hello"));
        assertThat(datagram.position()).isEqualTo(2);
        assertThat(datagram.limit()).isEqualTo(7);
    }

    @Test
    void twentyThousandRandomDatagramsAreHandedOverAndChangeNothing() throws IOException {
        var random = new Random(20_000);
        Peer peer = net.peer(net.first());
        int[] count = {0};
        Port port = transport.listen(new InetSocketAddress(net.first(), ANY_PORT), (at, datagram) -> {
            PacketCodec.decode(datagram.payload());
            count[0]++;
        });
        for (int sent = 0; sent < 20_000; ) {
            for (int i = 0; i < 50; i++) peer.send(port.local(), random(random, random.nextInt(600)));
            int all = sent += 50;
            turnUntil(() -> count[0] == all);
        }
        assertThat(count[0]).isEqualTo(20_000);
    }

    // --- ports

    @Test
    void aPortOfTheRangeIsTakenAndEachOnlyOnce() throws IOException {
        var range = freeRange(4);
        var ports = new ArrayList<Integer>();
        for (int i = 0; i < 4; i++) {
            ports.add(transport
                    .open(net.first(), range, Burst.SMALL, remember())
                    .local()
                    .getPort());
        }
        assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port >= range.low() && port <= range.high());
        assertThatThrownBy(() -> transport.open(net.first(), range, Burst.SMALL, remember()))
                .isInstanceOf(BindException.class);
    }

    @Test
    void aClosedPortCanBeTakenAgainAndHandsOverNothing() throws IOException {
        var range = freeRange(1);
        Peer peer = net.peer(net.first());
        Port first = transport.open(net.first(), range, Burst.SMALL, (_, _) -> seen.add("first"));
        var place = first.local();
        first.close();
        net.turn(loop);
        Port second = transport.open(net.first(), range, Burst.SMALL, (_, _) -> seen.add("second"));

        peer.send(second.local(), octets("hello"));
        turnUntil(() -> !seen.isEmpty());

        assertThat(second.local()).isEqualTo(place);
        assertThat(seen).containsExactly("second");
    }

    @Test
    void aPortMayBeClosedByTheArrivalsOfAnyPort() throws IOException {
        Peer peer = net.peer(net.first());
        var ports = new ArrayList<Port>();
        for (int i = 0; i < 2; i++) {
            ports.add(transport.open(net.first(), PortRange.SYSTEM, Burst.SMALL, (_, datagram) -> {
                seen.add(text(datagram));
                ports.forEach(Port::close);
            }));
        }
        for (Port port : ports) {
            for (int i = 0; i < 3; i++) peer.send(port.local(), octets("hello"));
        }
        turnUntil(() -> !seen.isEmpty());
        for (int i = 0; i < 5; i++) net.turn(loop);

        assertThat(seen).containsExactly("hello");
    }

    @Test
    void aTakenPortIsRefusedAndTheOwnerNamed() throws IOException {
        Port port = transport.listen(new InetSocketAddress(net.first(), ANY_PORT), remember());
        try (Transport other = net.transport()) {
            assertThatThrownBy(() -> other.listen(port.local(), remember()))
                    .isInstanceOfSatisfying(
                            PortTakenException.class, e -> assertThat(e.owner()).isPresent())
                    .hasMessageContaining(":" + port.local().getPort() + " is taken by ");
        }
    }

    @Test
    void anAddressThatIsNotHereIsRefusedInAnotherWay() {
        assertThatThrownBy(() -> transport.listen(new InetSocketAddress("203.0.113.9", ANY_PORT), remember()))
                .isInstanceOf(BindException.class)
                .isNotInstanceOf(PortTakenException.class);
    }

    @Test
    void aClosedTransportReceivesNoMore() {
        transport.close();
        assertThatThrownBy(() -> transport.receive(transport.now())).isInstanceOf(IOException.class);
    }

    // --- windows

    @ParameterizedTest(name = "blocks {2} to {3} of {0} octets in blocks of {1}")
    @CsvSource({
        "0, 512, 1, 1",
        "1, 512, 1, 1",
        "511, 512, 1, 1",
        "512, 512, 1, 2",
        "512, 512, 2, 2",
        "513, 512, 1, 2",
        "800, 8, 1, 101",
        "805, 8, 40, 101",
        "94000, 1468, 1, 64",
        "93952, 1468, 1, 65",
        "196392, 65464, 1, 2",
        "130000, 65464, 1, 2",
        "130928, 65464, 2, 3",
    })
    void aWindowArrivesBlockByBlock(int length, int blockSize, int first, int last) throws IOException {
        ByteBuffer content = ByteBuffer.wrap(random(new Random(length), length));

        List<Received> got = window(new Content(content, blockSize, Rollover.TO_ZERO), first, last);

        for (int i = 0; i < got.size(); i++) {
            int from = (first + i - 1) * blockSize;
            Data data = data(got.get(i));
            assertThat(data.block().value()).isEqualTo(first + i);
            assertThat(data.payload()).isEqualTo(content.slice(from, Math.min(blockSize, length - from)));
        }
    }

    @ParameterizedTest
    @EnumSource(Rollover.class)
    void blockNumbersGoRound(Rollover rollover) throws IOException {
        List<Received> got = window(new Endless(16, rollover), 65_530, 65_545);

        assertThat(got)
                .extracting(received -> data(received).block())
                .isEqualTo(IntStream.rangeClosed(65_530, 65_545)
                        .mapToObj(rollover::number)
                        .toList());
    }

    @Test
    void blocksBeyondFourGigabytesAreReadAtTheirPlace() throws IOException {
        long block = 9_000_000;
        List<Received> got = window(new Endless(512, Rollover.TO_ZERO), block, block + 1);

        ByteBuffer payload = data(got.getFirst()).payload();
        assertThat(payload.getLong(payload.position())).isEqualTo((block - 1) * 512);
    }

    @Test
    void contentThatEndsTooEarlyIsNeverSentAsAShortBlock() throws IOException {
        Peer peer = net.peer(net.first());
        Port port = transport.open(net.first(), PortRange.SYSTEM, Burst.SMALL, remember());
        var to = Route.to(peer.address(), net.first());

        assertThatThrownBy(
                        () -> port.sendBlocks(to, new Content(ByteBuffer.allocate(700), 512, Rollover.TO_ZERO), 1, 3))
                .isInstanceOf(EOFException.class);
        port.send(to, ByteBuffer.wrap(octets("last")));

        assertThat(answerTo(peer).octets()).isEqualTo(buffer("last"));
    }

    // --- the loop

    @Test
    void timersFireInTheOrderOfTheirDeadlines() {
        for (int delay : new int[] {3, 1, 4, 2}) {
            loop.schedule(new Timer(() -> seen.add("after " + delay)), loop.now() + delay * 1_000_000L);
        }
        turnUntil(() -> seen.size() == 4);
        assertThat(seen).containsExactly("after 1", "after 2", "after 3", "after 4");
        assertThat(loop.nextDeadline()).isEqualTo(Timer.NEVER);
    }

    @Test
    void workPostedByOtherThreadsIsDoneInTheirOrder() throws InterruptedException {
        var threads = List.of("a", "b").stream()
                .map(name -> Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 2_000; i++) postSeeing(name + i);
                }))
                .toList();
        for (Thread thread : threads) thread.join();
        turnUntil(() -> seen.size() == 4_000);

        for (String name : List.of("a", "b")) {
            assertThat(seen.stream().filter(s -> s.startsWith(name)))
                    .isEqualTo(IntStream.range(0, 2_000).mapToObj(i -> name + i).toList());
        }
    }

    @Test
    void whatIsThrownIsReportedAndTheLoopGoesOn() throws IOException {
        Peer peer = net.peer(net.first());
        Port port = transport.open(net.first(), PortRange.SYSTEM, Burst.SMALL, (_, datagram) -> {
            seen.add(text(datagram));
            throw new IllegalStateException("arrival");
        });
        loop.post(() -> {
            throw new IllegalStateException("work");
        });
        loop.schedule(
                new Timer(() -> {
                    throw new IllegalStateException("timer");
                }),
                loop.now());
        peer.send(port.local(), octets("one"));
        peer.send(port.local(), octets("two"));
        turnUntil(() -> seen.size() == 2 && uncaught.size() == 4);

        assertThat(uncaught)
                .extracting(Throwable::getMessage)
                .containsExactlyInAnyOrder("arrival", "arrival", "work", "timer");
        uncaught.clear();
    }

    // --- by hand

    private void turnUntil(BooleanSupplier condition) {
        for (int i = 0; !condition.getAsBoolean(); i++) {
            assertThat(i).as("turns, with %s seen", seen).isLessThan(MOST_TURNS);
            net.turn(loop);
        }
    }

    private Received answerTo(Peer peer) throws IOException {
        return answersTo(peer, 1).getFirst();
    }

    private List<Received> answersTo(Peer peer, int count) throws IOException {
        var answers = new ArrayList<Received>();
        for (int i = 0; answers.size() < count; i++) {
            assertThat(i)
                    .as("turns, with %d of %d answers", answers.size(), count)
                    .isLessThan(MOST_TURNS);
            net.turn(loop);
            for (var next = peer.poll(); next.isPresent(); next = peer.poll()) answers.add(next.get());
        }
        return answers;
    }

    private List<Received> window(Blocks blocks, long first, long last) throws IOException {
        Peer peer = net.peer(net.first());
        Port port = transport.open(net.first(), PortRange.SYSTEM, Burst.SMALL, remember());
        port.sendBlocks(Route.to(peer.address(), net.first()), blocks, first, last);
        List<Received> got = answersTo(peer, (int) (last - first + 1));
        assertThat(got)
                .hasSize((int) (last - first + 1))
                .allMatch(received -> received.from().equals(port.local()));
        return got;
    }

    /// Some ports that nobody has: the system just gave the first of them away and took it back. (A port that only
    /// sends
    /// may be kept for another transfer.)
    private PortRange freeRange(int size) throws IOException {
        Port port = transport.open(net.first(), PortRange.SYSTEM, Burst.in(1), remember());
        int low = Math.min(port.local().getPort(), 65_535 - size + 1);
        port.close();
        net.turn(loop);
        return new PortRange(low, low + size - 1);
    }

    private Arrivals remember() {
        return (_, datagram) -> seen.add(text(datagram));
    }

    private static Arrivals echo() {
        return (port, datagram) -> port.send(datagram.route(), datagram.payload());
    }

    private void postSeeing(String what) {
        loop.post(() -> seen.add(what));
    }

    private static Data data(Received received) {
        return (Data) PacketCodec.decode(received.octets());
    }

    private static String text(Datagram datagram) {
        return US_ASCII.decode(datagram.payload().duplicate()).toString();
    }

    private static byte[] octets(String text) {
        return text.getBytes(US_ASCII);
    }

    private static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(octets(text));
    }

    private static byte[] random(Random random, int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return octets;
    }

    private record Content(ByteBuffer octets, int blockSize, Rollover rollover) implements Blocks {
        @Override
        public int read(long position, ByteBuffer into) {
            int start = Math.min((int) position, octets.limit());
            int count = Math.min(into.remaining(), octets.limit() - start);
            into.put(octets.slice(start, count));
            return count;
        }
    }

    /// Every eight octets hold their own position.
    private record Endless(int blockSize, Rollover rollover) implements Blocks {
        @Override
        public int read(long position, ByteBuffer into) {
            int count = into.remaining();
            for (long at = position; into.hasRemaining(); at += Long.BYTES) into.putLong(at);
            return count;
        }
    }
}
