package dev.trivet.sim;

import static dev.trivet.sim.Passing.dataOf;
import static dev.trivet.sim.Passing.firstAckOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.engine.Burst;
import dev.trivet.engine.Loop;
import dev.trivet.engine.Port;
import dev.trivet.engine.PortRange;
import dev.trivet.engine.Timer;
import dev.trivet.engine.Workers;
import dev.trivet.wire.BlockNumber;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Mode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import dev.trivet.wire.Packet.Ack;
import dev.trivet.wire.Packet.Data;
import dev.trivet.wire.Packet.ReadRequest;
import dev.trivet.wire.PacketCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulatedNetworkTest {
    private static final InetAddress CLIENT = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress SERVER = InetAddress.ofLiteral("192.0.2.2");
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final List<String> seen = new ArrayList<>();

    // --- transcript

    @Test
    void theTranscriptTellsEachDatagramAndItsFate() {
        var network = network(1).latency(Duration.ofMillis(10)).losing(firstAckOf(1));
        SimulatedEndpoint server = network.endpointAt(place(SERVER, 69), (at, from, octets) -> {
            switch (PacketCodec.decode(ByteBuffer.wrap(octets))) {
                case ReadRequest _ -> {
                    at.send(from, data(1, 512));
                    network.after(Duration.ofSeconds(1), () -> at.send(from, data(1, 512)));
                }
                case Ack(var block) when block.value() == 1 -> at.send(from, data(2, 188));
                default -> {}
            }
        });
        SimulatedEndpoint client = network.endpointAt(place(CLIENT, 0), (at, from, octets) -> {
            if (PacketCodec.decode(ByteBuffer.wrap(octets)) instanceof Data(var block, var _))
                at.send(from, new Ack(block));
        });
        client.send(server.address(), new ReadRequest("boot.img", Mode.OCTET, Options.NONE));

        assertThat(network.runUntilQuiet(FOR_EVER)).isTrue();
        assertThat(network.transcript()).isEqualTo("""
            0.000 client > server  RRQ boot.img octet
            0.010 server > client  DATA 1 (512)
            0.020 client > server  ACK 1            lost
            1.010 server > client  DATA 1 (512)
            1.020 client > server  ACK 1
            1.030 server > client  DATA 2 (188)
            1.040 client > server  ACK 2
            """);
    }

    @Test
    void theTranscriptSpellsEveryKindOfPacket() {
        var network = network(1);
        SimulatedEndpoint client = network.endpointAt(place(CLIENT, 0), (_, _, _) -> {});
        List.of(
                        new Packet.WriteRequest("a", Mode.NETASCII, Options.of("blksize", "8", "tsize", "0")),
                        new Packet.OptionAck(Options.of("blksize", "8")),
                        new Packet.Error(ErrorCode.FILE_NOT_FOUND, "no such file"))
                .forEach(packet -> client.send(place(SERVER, 69), packet));
        client.send(place(SERVER, 69), new byte[] {0, 9, 0, 0});
        network.runUntilQuiet(FOR_EVER);

        assertThat(network.transcript()).isEqualTo("""
            0.000 client > server  WRQ a netascii blksize 8 tsize 0  to nobody
            0.000 client > server  OACK blksize 8   to nobody
            0.000 client > server  ERROR 1 no such file  to nobody
            0.000 client > server  malformed: unknown opcode  to nobody
            """);
    }

    @Test
    void aLongTranscriptEndsWithDots() {
        var network = network(1);
        SimulatedEndpoint client = network.endpointAt(place(CLIENT, 0), (_, _, _) -> {});
        for (int i = 0; i < 20_000; i++) client.send(place(SERVER, 69), new Ack(BlockNumber.ZERO));

        assertThat(network.transcript().lines()).hasSize(10_001).last().isEqualTo("...");
    }

    // --- chance

    @Test
    void theSameSeedGivesTheSameTranscriptAndAnotherSeedAnother() {
        var faults = new Faults(0.2, 0.2, 0.2, Duration.ofMillis(5), 0.2);
        assertThat(transcriptOf(7, faults)).isEqualTo(transcriptOf(7, faults));
        assertThat(transcriptOf(7, faults)).isNotEqualTo(transcriptOf(8, faults));
    }

    @Test
    void faultsHappenAboutAsOftenAsTheyShould() {
        assertThat(marked("lost", Faults.NONE.loss(0.1))).isBetween(150L, 250L);
        assertThat(marked("twice", Faults.NONE.duplication(0.1))).isBetween(150L, 250L);
        assertThat(marked("late", Faults.NONE.lateness(0.1, Duration.ofMillis(1))))
                .isBetween(150L, 250L);
        assertThat(transcriptOf(3, Faults.NONE.strangers(0.1)).lines().filter(line -> line.contains(" stranger > ")))
                .hasSizeBetween(150, 250);
        assertThat(transcriptOf(3, Faults.NONE)).doesNotContain("lost", "twice", "late", "stranger");
    }

    @Test
    void aStrangerNeverSendsFromThePortOfThePeer() {
        var network = network(5).faults(Faults.NONE.strangers(1));
        List<InetSocketAddress> senders = new ArrayList<>();
        network.endpointAt(place(SERVER, 69), (_, from, _) -> senders.add(from));
        SimulatedEndpoint client = network.endpointAt(place(CLIENT, 0), (_, _, _) -> {});
        for (int i = 0; i < 100; i++) client.send(place(SERVER, 69), data(i, 100));
        network.runUntilQuiet(FOR_EVER);

        assertThat(senders).hasSize(200);
        assertThat(senders.stream().filter(client.address()::equals)).hasSize(100);
        assertThat(senders.stream().filter(from -> !from.equals(client.address())))
                .doesNotHaveDuplicates();
    }

    @Test
    void lateDatagramsAreOvertaken() {
        var network = network(1).faults(Faults.NONE.lateness(0.5, Duration.ofSeconds(1)));
        assertThat(arrivals(network, 50, Duration.ofMillis(1)))
                .hasSize(50)
                .isNotEqualTo(IntStream.range(0, 50).boxed().toList());
    }

    @Test
    void aDatagramOvertakenByHalfTheNumberSpaceIsNotDelivered() {
        assertThat(deliveredAfter(32_767)).isTrue();
        assertThat(deliveredAfter(32_768)).isFalse();
    }

    @Test
    void anImpossibleProbabilityIsRefused() {
        assertThatThrownBy(() -> Faults.NONE.loss(1.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Faults.NONE.loss(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    // --- links

    @Test
    void aWindowLargerThanTheQueueLosesItsTail() {
        var slow = Link.PERFECT.bottleneck(Bottleneck.ofMegabits(100, 65_536)).latency(Duration.ofNanos(250_000));
        var network = network(1).link(CLIENT, SERVER, slow);

        // 64 KiB hold 43 frames of 1,514 octets
        assertThat(arrivals(network, 64, 1_468, Duration.ZERO))
                .isEqualTo(IntStream.range(0, 43).boxed().toList());
        assertThat(network.transcript().lines().filter(line -> line.endsWith("dropped")))
                .hasSize(21);
    }

    @Test
    void whatIsLargerThanTheMtuIsLost() {
        var narrow = Link.PERFECT.mtu(1_400);
        assertThat(narrow.passes(SERVER, 1_372)).isTrue();
        assertThat(narrow.passes(SERVER, 1_373)).isFalse();
        var network = network(1).link(CLIENT, SERVER, narrow);
        assertThat(arrivals(network, 2, 1_400, Duration.ZERO)).isEmpty();
        assertThat(network.transcript()).contains("too large");
    }

    @Test
    void theBottleneckSpacesWhatPassesIt() {
        var slow = Link.PERFECT.bottleneck(Bottleneck.ofMegabits(100, 65_536)).latency(Duration.ofNanos(250_000));
        var network = network(1).link(CLIENT, SERVER, slow);
        List<Long> times = new ArrayList<>();
        network.endpointAt(place(SERVER, 69), (_, _, _) -> times.add(network.now()));
        SimulatedEndpoint client = network.endpointAt(place(CLIENT, 0), (_, _, _) -> {});
        for (int i = 0; i < 3; i++) client.send(place(SERVER, 69), data(i, 1_468));
        network.runUntilQuiet(FOR_EVER);

        long frame = 1_514 * 8 * 10; // nanoseconds at 100 Mbit/s
        assertThat(times).containsExactly(250_000 + frame, 250_000 + 2 * frame, 250_000 + 3 * frame);
    }

    @Test
    void anOutageLosesEverythingWhileItLasts() {
        var network = network(1).link(Link.PERFECT.outage(Duration.ofMillis(10), Duration.ofMillis(20)));
        assertThat(arrivals(network, 30, Duration.ofMillis(1)))
                .isEqualTo(IntStream.range(0, 30)
                        .filter(i -> i < 10 || i >= 20)
                        .boxed()
                        .toList());
    }

    @Test
    void aLinkOfItsOwnIsOneDirectionOnly() {
        var network =
                network(1).latency(Duration.ofMillis(1)).link(CLIENT, SERVER, Link.PERFECT.faults(Faults.NONE.loss(1)));
        SimulatedEndpoint server = network.endpointAt(place(SERVER, 69), (_, _, _) -> seen.add("server"));
        SimulatedEndpoint client = network.endpointAt(place(CLIENT, 0), (_, _, _) -> seen.add("client"));
        network.latency(Duration.ofMillis(2));
        client.send(server.address(), data(1, 1));
        server.send(client.address(), data(1, 1));
        network.runUntilQuiet(FOR_EVER);

        assertThat(seen).containsExactly("client");
        assertThat(network.now()).isEqualTo(2_000_000);
    }

    @Test
    void chosenDatagramsAreLost() {
        var network = network(1).losing(Passing.first(2, dataOf(3)));
        SimulatedEndpoint client = network.endpointAt(place(CLIENT, 0), (_, _, _) -> {});
        network.endpointAt(place(SERVER, 69), (_, _, _) -> seen.add("arrived"));
        for (int i = 0; i < 5; i++) client.send(place(SERVER, 69), data(3, 1));
        network.runUntilQuiet(FOR_EVER);

        assertThat(seen).hasSize(3);
    }

    // --- time, loops and work

    @Test
    void aLoopThatWasHeldUpReadsBeforeItFiresATimer() throws IOException {
        var network = network(1).latency(Duration.ofMillis(1));
        Loop loop = loop(network);
        Port port = loop.transport().open(SERVER, PortRange.SYSTEM, Burst.SMALL, (_, _) -> seen.add("datagram"));
        SimulatedEndpoint client = network.endpointAt(place(CLIENT, 0), (_, _, _) -> {});
        loop.schedule(new Timer(() -> seen.add("timer")), 5_000_000);
        network.after(Duration.ofMillis(20), () -> client.send(port.local(), data(1, 1)));
        network.pause(loop, Duration.ofMillis(50));
        network.run(Duration.ofMillis(49));
        assertThat(seen).isEmpty();

        network.runUntilQuiet(FOR_EVER);

        assertThat(seen).containsExactly("datagram", "timer");
        assertThat(network.now()).isEqualTo(50_000_000);
    }

    @Test
    void whatATestPostsIsDoneWhenTheNetworkRuns() {
        var network = network(1);
        Loop loop = loop(network);
        loop.post(() -> seen.add("work"));
        network.runUntilQuiet(FOR_EVER);
        assertThat(seen).containsExactly("work");
    }

    @Test
    void workOffTheLoopEndsInAnOrderOfTheSeed() {
        assertThat(orderOfWork(1)).isEqualTo(orderOfWork(1)).isNotEqualTo(orderOfWork(2));
        assertThat(orderOfWork(1))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 20).boxed().toList());
    }

    @Test
    void slowWorkTakesItsTimeAndItsResultIsPosted() {
        var network = network(1);
        Loop loop = loop(network);
        Workers slow = network.workers(Duration.ofMillis(500), Duration.ofMillis(500));
        List<Long> times = new ArrayList<>();
        assertThat(slow.submit(() -> loop.post(() -> times.add(loop.now())))).isTrue();
        network.runUntilQuiet(FOR_EVER);
        assertThat(times).containsExactly(500_000_000L);
    }

    @Test
    void aTimerThatIsSetForEverIsNoQuiet() {
        var network = network(1);
        Loop loop = loop(network);
        var again = new Timer[1];
        again[0] = new Timer(() -> loop.schedule(again[0], loop.now() + 1_000_000));
        loop.schedule(again[0], 0);

        assertThat(network.runUntilQuiet(Duration.ofSeconds(1))).isFalse();
        assertThat(network.runUntil(() -> false, Duration.ofSeconds(1))).isFalse();
        assertThat(network.runUntil(() -> network.now() > 3_000_000_000L, FOR_EVER))
                .isTrue();
    }

    @Test
    void timeThatStandsStillIsAFault() {
        var network = network(1);
        Loop loop = loop(network);
        var again = new Timer[1];
        again[0] = new Timer(() -> loop.schedule(again[0], loop.now()));
        loop.schedule(again[0], 0);

        assertThatThrownBy(() -> network.run(FOR_EVER)).hasMessageContaining("time stands still");
    }

    @Test
    void aLoopOfAnotherNetworkIsNotDriven() {
        assertThatThrownBy(() -> network(1).drive(loop(network(2)))).isInstanceOf(IllegalArgumentException.class);
    }

    // --- by hand

    private static SimulatedNetwork network(long seed) {
        return SimulatedNetwork.withSeed(seed).named("client", CLIENT).named("server", SERVER);
    }

    private static Loop loop(SimulatedNetwork network) {
        var loop = new Loop(network.transportAt("server", SERVER), fault -> {
            throw fault;
        });
        network.drive(loop);
        return loop;
    }

    /// Two thousand blocks, sent a millisecond apart.
    private static String transcriptOf(long seed, Faults faults) {
        var network = network(seed).faults(faults);
        arrivals(network, 2_000, Duration.ofMillis(1));
        return network.transcript();
    }

    private static long marked(String mark, Faults faults) {
        return transcriptOf(3, faults)
                .lines()
                .filter(line -> line.endsWith(" " + mark))
                .count();
    }

    private static List<Integer> arrivals(SimulatedNetwork network, int count, Duration apart) {
        return arrivals(network, count, 10, apart);
    }

    /// Sends numbered blocks and says which arrived, in their order.
    private static List<Integer> arrivals(SimulatedNetwork network, int count, int length, Duration apart) {
        var arrived = new ArrayList<Integer>();
        network.endpointAt(place(SERVER, 69), (_, _, octets) -> {
            if (PacketCodec.decode(ByteBuffer.wrap(octets)) instanceof Data(var block, var _))
                arrived.add(block.value());
        });
        SimulatedEndpoint client = network.endpointAt(place(CLIENT, 0), (_, _, _) -> {});
        for (int i = 0; i < count; i++) {
            Data block = data(i, length);
            network.after(apart.multipliedBy(i), () -> client.send(place(SERVER, 69), block));
        }
        network.runUntilQuiet(FOR_EVER);
        return arrived;
    }

    /// One datagram on a slow way, and so many others that overtake it.
    private static boolean deliveredAfter(int others) {
        var network = network(1).latency(Duration.ofMillis(10));
        var arrived = new ArrayList<Integer>();
        network.endpointAt(place(SERVER, 69), (_, _, octets) -> arrived.add(octets.length));
        SimulatedEndpoint client = network.endpointAt(place(CLIENT, 0), (_, _, _) -> {});
        client.send(place(SERVER, 69), data(1, 99));
        network.latency(Duration.ZERO);
        for (int i = 0; i < others; i++) client.send(place(SERVER, 69), data(2, 0));
        network.runUntilQuiet(FOR_EVER);
        return arrived.contains(99 + PacketCodec.DATA_HEADER);
    }

    private static List<Integer> orderOfWork(long seed) {
        var network = network(seed);
        var order = new ArrayList<Integer>();
        Workers workers = network.workers();
        IntStream.range(0, 20).forEach(i -> workers.submit(() -> order.add(i)));
        network.runUntilQuiet(FOR_EVER);
        return order;
    }

    private static InetSocketAddress place(InetAddress address, int port) {
        return new InetSocketAddress(address, port);
    }

    private static Data data(int block, int length) {
        return new Data(new BlockNumber(block), ByteBuffer.allocate(length));
    }
}
