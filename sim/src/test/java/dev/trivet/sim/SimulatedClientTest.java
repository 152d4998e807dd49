package dev.trivet.sim;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.transfer.Outcome;
import dev.trivet.wire.BlockNumber;
import dev.trivet.wire.Decoded;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Mode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import dev.trivet.wire.PacketCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The client against a server that is played by hand, packet by packet.
@DisplayName("A simulated client")
class SimulatedClientTest {
    private static final InetAddress SERVER = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress CLIENT = InetAddress.ofLiteral("192.0.2.10");
    private static final InetSocketAddress LISTENS = new InetSocketAddress(SERVER, 69);

    private final SimulatedNetwork network =
            SimulatedNetwork.withSeed(1).latency(ofMillis(10)).named("server", SERVER);
    private final SimulatedClient client = SimulatedClient.on(network, "client", CLIENT);
    private final List<Decoded> heard = new ArrayList<>();
    private InetSocketAddress clientTid = LISTENS;
    private final SimulatedEndpoint listening = endpoint(SERVER, 69);
    private final SimulatedEndpoint tid = endpoint(SERVER, 5000);

    private SimulatedEndpoint endpoint(InetAddress host, int port) {
        return network.endpointAt(new InetSocketAddress(host, port), (_, from, octets) -> {
            clientTid = from;
            heard.add(PacketCodec.decode(ByteBuffer.wrap(octets)));
        });
    }

    @Test
    void repeatsItsRequestAndGivesUp() {
        var read = client.requests(3, ofSeconds(2)).read(LISTENS, "a");
        network.runUntilQuiet(ofMinutes(1));
        assertThat(heard).hasSize(3).containsOnly(request("a"));
        assertThat(read.outcome()).contains(new Outcome.TimedOut(false));
        assertThat(read.elapsed()).isEqualTo(ofSeconds(6));
        assertThat(read.isOver()).isTrue();
    }

    @Test
    void followsTheTidOfTheFirstAnswer() {
        var read = client.read(LISTENS, "a");
        network.run(ofMillis(20));
        tid.send(clientTid, data(1, 100));
        network.run(ofMillis(30));
        assertThat(read.completed()).isTrue();
        assertThat(heard).containsExactly(request("a"), ack(1));
    }

    @Test
    void tellsASecondServerThatItIsAStranger() {
        client.read(LISTENS, "a");
        network.run(ofMillis(20));
        tid.send(clientTid, data(1, 512));
        network.run(ofMillis(30));
        heard.clear();
        endpoint(SERVER, 5001).send(clientTid, data(1, 512));
        network.run(ofMillis(30));
        assertThat(heard).containsExactly(new Packet.Error(ErrorCode.UNKNOWN_TRANSFER_ID, "Unknown transfer ID"));
    }

    @Test
    void takesNoAnswerFromAHostThatItDidNotAsk() {
        var read = client.read(LISTENS, "a");
        network.run(ofMillis(20));
        endpoint(InetAddress.ofLiteral("192.0.2.66"), 5000).send(clientTid, data(1, 100));
        network.run(ofMillis(30));
        assertThat(read.outcome()).isEmpty();
    }

    @Test
    void declinesWhatItDidNotAskFor() {
        var read = client.options(Options.of("blksize", "1000")).read(LISTENS, "a");
        network.run(ofMillis(20));
        tid.send(clientTid, new Packet.OptionAck(Options.of("blksize", "2000")));
        network.run(ofMillis(30));
        assertThat(heard.getLast())
                .isInstanceOfSatisfying(
                        Packet.Error.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OPTION_REFUSED));
        assertThat(read.outcome().orElseThrow()).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void takesDataInPlaceOfAnOackForNoOptions() {
        var read = client.options(Options.of("blksize", "1000")).read(LISTENS, "a");
        network.run(ofMillis(20));
        tid.send(clientTid, data(1, 100));
        network.run(ofMillis(30));
        assertThat(read.completed()).isTrue();
        assertThat(read.received()).hasSize(100);
        assertThat(read.terms().orElseThrow().blockSize().octets()).isEqualTo(512);
    }

    @Test
    void errorInPlaceOfAnAnswerEndsIt() {
        var write = client.write(LISTENS, "a", new byte[10]);
        network.run(ofMillis(20));
        tid.send(clientTid, new Packet.Error(ErrorCode.ACCESS_VIOLATION, "no"));
        network.runUntilQuiet(ofMinutes(1));
        assertThat(write.outcome()).contains(new Outcome.StoppedByPeer(ErrorCode.ACCESS_VIOLATION, "no"));
    }

    @Test
    void writesAfterAck0() {
        var write = client.write(LISTENS, "a", new byte[600]);
        network.run(ofMillis(20));
        tid.send(clientTid, ack(0));
        network.run(ofMillis(30));
        tid.send(clientTid, ack(1));
        network.run(ofMillis(30));
        assertThat(heard.subList(1, 3)).containsExactly(data(1, 512), data(2, 88));
        tid.send(clientTid, ack(2));
        network.run(ofMillis(30));
        assertThat(write.completed()).isTrue();
        assertThat(network.openPorts()).isEqualTo(2);
    }

    @Test
    void vanishesWithoutAWord() {
        var read = client.read(LISTENS, "a");
        network.run(ofMillis(20));
        tid.send(clientTid, data(1, 512));
        network.run(ofMillis(30));
        heard.clear();
        read.vanish();
        tid.send(clientTid, data(2, 512));
        network.runUntilQuiet(ofMinutes(1));
        assertThat(heard).isEmpty();
        assertThat(read.outcome()).contains(new Outcome.TimedOut(true));
    }

    @Test
    void answersBlocksOutOfOrderOnceOrEachOrNever() {
        assertThat(answersToThreeUnexpected(Unexpected.ONCE)).containsExactly(ack(1));
        assertThat(answersToThreeUnexpected(Unexpected.EACH)).containsExactly(ack(1), ack(1), ack(1));
        assertThat(answersToThreeUnexpected(Unexpected.NEVER)).isEmpty();
    }

    @Test
    void simpleReceiverAsksByItsTimerAndInTheEndGivesUp() {
        var read = withWindow(Unexpected.NEVER);
        heard.clear();
        network.run(ofMillis(2_500));
        assertThat(heard).containsExactly(ack(1), ack(1));
        network.runUntilQuiet(ofMinutes(1));
        assertThat(read.outcome()).contains(new Outcome.TimedOut(true));
    }

    private List<Decoded> answersToThreeUnexpected(Unexpected unexpected) {
        withWindow(unexpected);
        heard.clear();
        for (int block = 3; block <= 5; block++) tid.send(clientTid, data(block, 512));
        network.run(ofMillis(30));
        return List.copyOf(heard);
    }

    /// A read in windows of 8 that has block 1.
    private SimulatedTransfer withWindow(Unexpected unexpected) {
        client.receiving(unexpected, ofSeconds(1)).options(Options.of("windowsize", "8"));
        var read = client.read(LISTENS, "a");
        network.run(ofMillis(20));
        tid.send(clientTid, new Packet.OptionAck(Options.of("windowsize", "8")));
        network.run(ofMillis(30));
        assertThat(heard.getLast()).isEqualTo(ack(0));
        tid.send(clientTid, data(1, 512));
        network.run(ofMillis(10));
        return read;
    }

    private static Packet request(String name) {
        return new Packet.ReadRequest(name, Mode.OCTET, Options.NONE);
    }

    private static Packet ack(int block) {
        return new Packet.Ack(new BlockNumber(block));
    }

    private static Packet data(int block, int octets) {
        return new Packet.Data(new BlockNumber(block), ByteBuffer.allocate(octets));
    }
}
