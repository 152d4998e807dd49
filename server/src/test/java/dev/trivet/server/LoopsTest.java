package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.data;
import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.oack;
import static dev.trivet.server.Peer.rrq;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.content.WritePolicy;
import dev.trivet.engine.Loop;
import dev.trivet.sim.SimulatedNetwork;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Packet;
import dev.trivet.wire.PacketCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// CVE-2024-2169: somebody sends one datagram to a server in the name of another server.
@DisplayName("Loops: two servers that answer each other")
class LoopsTest {
    private static final InetAddress ONE = Served.address(1);
    private static final InetAddress OTHER = Served.address(2);

    /// One answer, at most three times, and the error for each: far from a loop.
    private static final int FEW = 8;

    private final SimulatedNetwork network = Served.network();
    private final AtomicInteger datagrams = new AtomicInteger();

    /// @param port where both listen; 69 is dropped for its number alone, others by what was said
    private record Case(Packet forged, int port, boolean singlePort) {}

    static Stream<Case> cases() {
        return Stream.of(
                        rrq("a"),
                        rrq("none"),
                        rrq("a", "windowsize", "16"),
                        wrq("b"),
                        wrq("b", "blksize", "1428"),
                        error(ErrorCode.NOT_DEFINED, "loop"),
                        error(ErrorCode.UNKNOWN_TRANSFER_ID, "loop"),
                        ack(0),
                        ack(1),
                        data(1, 512),
                        oack("blksize", "512"))
                .flatMap(packet -> Stream.of(
                        new Case(packet, 69, false),
                        new Case(packet, 6969, false),
                        new Case(packet, 69, true),
                        new Case(packet, 6969, true)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void oneForgedDatagramCausesNoMoreThanAFew(Case each) throws IOException {
        play(each, PacketOctets.of(each.forged()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void neitherDoesABrokenOne(Case each) throws IOException {
        play(each, "\0\1a\0mail\0".getBytes(StandardCharsets.US_ASCII));
    }

    private void play(Case each, byte[] forged) throws IOException {
        var one = new InetSocketAddress(ONE, each.port());
        var other = new InetSocketAddress(OTHER, each.port());
        try (var forger = network.endpointAt(one, (_, _, _) -> {})) {
            forger.send(other, forged);
        }
        serve(one, each.singlePort());
        serve(other, each.singlePort());
        network.losing(_ -> {
            datagrams.incrementAndGet();
            return false;
        });
        assertThat(network.runUntilQuiet(Duration.ofMinutes(5))).isTrue();
        assertThat(datagrams).hasValueLessThanOrEqualTo(each.port() == 69 ? 0 : FEW);
    }

    private void serve(InetSocketAddress at, boolean singlePort) throws IOException {
        var content = new MemoryContent(WritePolicy.OVERWRITE).put("a", Served.octets(60_000));
        var loop = new Loop(network.transportAt(at.getAddress()), World::fault);
        var builder = TftpServer.builder().singlePort(singlePort).content(content);
        builder.reception(
                        loop,
                        network.workers(Duration.ZERO, Duration.ZERO),
                        Served.ETHERNET,
                        () -> Served.BEGAN.plusNanos(network.now()))
                .listen(at);
        network.drive(loop);
    }

    private static final class PacketOctets {
        static byte[] of(Packet packet) {
            var octets = ByteBuffer.allocate(2048);
            PacketCodec.encode(packet, octets);
            byte[] sent = new byte[octets.flip().remaining()];
            octets.get(sent);
            return sent;
        }
    }
}
