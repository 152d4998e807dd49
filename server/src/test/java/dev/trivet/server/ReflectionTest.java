package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.rrq;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.sim.SimulatedEndpoint;
import dev.trivet.wire.BlockNumber;
import dev.trivet.wire.Mode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import dev.trivet.wire.PacketCodec;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a victim gets whose address somebody else writes into requests. The numbers stand in `docs/security.md`.
@DisplayName("Reflection: octets out for octets in, before a client has proved its address")
class ReflectionTest {
    /// IPv4 and UDP, in front of every datagram.
    private static final int HEADERS = 28;

    /// DATA 1 of a plain read: opcode, block number, 512 octets.
    private static final int FIRST_BLOCK = 516;

    private static final int FIRST_ANSWERS = 3;

    /// Of a transfer that nobody answers any more, for 30 s.
    private static final int MOST_REPEATS = 100;

    /// Three times a `timeout` of 255 s, and more.
    private static final Duration LONGER_THAN_ANY_TIMEOUT = Duration.ofMinutes(15);

    /// RRQ, a name of one letter, `octet`.
    private static final int SMALLEST_REQUEST = 10;

    private static final InetSocketAddress VICTIM = new InetSocketAddress(Served.address(99), 3001);

    /// A victim: never answers, counts what it gets.
    private static final class Victim {
        final List<Integer> datagrams = new ArrayList<>();
        final Served served;
        final SimulatedEndpoint endpoint;
        int asked;
        int requests;

        Victim(Served served) {
            this.served = served;
            endpoint = served.network.endpointAt(VICTIM, (_, _, octets) -> datagrams.add(octets.length));
        }

        /// As if the victim had sent it.
        Victim forged(byte[] request) {
            asked += request.length;
            requests++;
            endpoint.send(served.address, request);
            return this;
        }

        Victim forged(Packet request) {
            return forged(octetsOf(request));
        }

        int got() {
            return datagrams.stream().mapToInt(Integer::intValue).sum();
        }

        double factor() {
            return (double) got() / asked;
        }

        double factorOnTheWire() {
            return (double) (got() + HEADERS * datagrams.size()) / (asked + HEADERS * requests);
        }
    }

    private static byte[] octetsOf(Packet packet) {
        var octets = ByteBuffer.allocate(1 << 16);
        PacketCodec.encode(packet, octets);
        byte[] sent = new byte[octets.flip().remaining()];
        octets.get(sent);
        return sent;
    }

    private static Victim victim(boolean singlePort) {
        return new Victim(Served.with(b -> b.singlePort(singlePort).maxBlksize(65_464))
                .file("a", 5_000_000)
                .file("e", 0));
    }

    static Stream<Packet> requests() {
        var all = new ArrayList<Packet>();
        for (var mode : Mode.values())
            for (var name : List.of("a", "e", "new"))
                for (var options : options()) {
                    all.add(new Packet.ReadRequest(name, mode, options));
                    all.add(new Packet.WriteRequest(name, mode, options));
                }
        return all.stream();
    }

    private static List<Options> options() {
        var all = new ArrayList<Options>();
        all.add(Options.NONE);
        all.add(Options.of("unknown", "x"));
        for (var blksize : List.of("8", "512", "1428", "65464"))
            for (var windowsize : List.of("1", "64", "65535"))
                all.add(Options.of("blksize", blksize, "windowsize", windowsize));
        all.add(Options.of("tsize", "0"));
        all.add(Options.of("timeout", "1"));
        all.add(Options.of("timeout", "255", "utimeout", "10000"));
        all.add(Options.of("blksize2", "65464", "rollover", "1"));
        return all;
    }

    @ParameterizedTest
    @MethodSource("requests")
    void noRequestGetsMoreThanThreeFirstAnswersOfOneBlockEach(Packet request) {
        for (boolean singlePort : new boolean[] {false, true}) {
            var victim = victim(singlePort).forged(request);
            victim.served.run(LONGER_THAN_ANY_TIMEOUT);
            victim.served.assertNothingLeft();
            assertThat(victim.datagrams).hasSizeLessThanOrEqualTo(FIRST_ANSWERS).allMatch(size -> size <= FIRST_BLOCK);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theWorstFactorIs155InUdpAnd43OnTheWire(boolean singlePort) {
        var victim = victim(singlePort).forged(rrq("a"));
        victim.served.runUntilQuiet();
        assertThat(victim.asked).isEqualTo(SMALLEST_REQUEST);
        assertThat(victim.got()).isEqualTo(FIRST_ANSWERS * FIRST_BLOCK);
        assertThat(victim.factor()).isBetween(154.0, 155.0);
        assertThat(victim.factorOnTheWire()).isBetween(42.0, 43.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"windowsize", "blksize", "tsize", "timeout"})
    void withAnyOptionTheFactorIsBelow5(String option) {
        var victim = victim(false).forged(rrq("a", option, option.equals("tsize") ? "0" : "64"));
        victim.served.runUntilQuiet();
        assertThat(victim.factor()).isBetween(1.0, 5.0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aForgedWriteRequestGetsLessThanItSent(boolean singlePort) {
        var victim = victim(singlePort).forged(wrq("b")).forged(wrq("c", "blksize", "1428", "windowsize", "64"));
        victim.served.runUntilQuiet();
        assertThat(victim.factorOnTheWire()).isLessThan(3);
        assertThat(victim.datagrams).hasSizeLessThanOrEqualTo(2 * FIRST_ANSWERS);
    }

    @Test
    void anErrorIsOneDatagramOfLessThanThreeTimesTheRequestOnTheWire() {
        for (byte[] broken : List.of(
                octetsOf(rrq("x")), // a name that is not there
                octets(0, 1, 'a', 0), // no mode
                octets(0, 1, 'a', 0, 'm', 0), // an unknown one
                "\0\1a\0mail\0".getBytes(StandardCharsets.US_ASCII))) {
            var victim = victim(false).forged(broken);
            victim.served.runUntilQuiet();
            assertThat(victim.datagrams).hasSize(1);
            assertThat(victim.factorOnTheWire()).isLessThan(3);
        }
    }

    private static byte[] octets(int... values) {
        byte[] all = new byte[values.length];
        for (int i = 0; i < all.length; i++) all[i] = (byte) values[i];
        return all;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRepeatedRequestGetsOneAnswerEachAndTheTwoRepeatsOnce(boolean singlePort) {
        for (var request : List.of(rrq("a"), rrq("a", "windowsize", "64"), wrq("b"))) {
            var victim = victim(singlePort);
            for (int i = 0; i < 200; i++) {
                victim.forged(request);
                victim.served.runMillis(17);
            }
            victim.served.runUntilQuiet();
            assertThat(victim.datagrams).hasSizeBetween(200, 200 + FIRST_ANSWERS - 1);
        }
    }

    @Test
    void differentRequestsFromOnePortEndEachOthersTransfers() {
        var victim = victim(false);
        for (int i = 0; i < 100; i++) {
            victim.forged(rrq(i % 2 == 0 ? "a" : "e"));
            victim.served.runMillis(100);
        }
        victim.served.runUntilQuiet();
        assertThat(victim.datagrams).hasSizeLessThanOrEqualTo(100 + FIRST_ANSWERS - 1);
    }

    @Test
    void withALimitForEachAddressAVictimGetsSoManyASecond() {
        var served = Served.with(b -> b.requestsPerAddress(5)).file("a", 60_000);
        var victim = new ArrayList<Integer>();
        for (int i = 0; i < 1000; i++) {
            var at = new InetSocketAddress(VICTIM.getAddress(), 5000 + i);
            var forged = served.network.endpointAt(at, (_, _, octets) -> victim.add(octets.length));
            served.network.after(Duration.ofMillis(i), () -> forged.send(served.address, rrq("a")));
        }
        served.network.run(Duration.ofSeconds(60));
        assertThat(victim).hasSizeBetween(5 * FIRST_ANSWERS, 2 * 5 * FIRST_ANSWERS);
    }

    @Test
    void aForgedAckProvesNothingToAServerThatAnswersFromAPortOfItsOwn() {
        var victim = victim(false).forged(rrq("a", "windowsize", "64"));
        for (int i = 0; i < 100; i++) victim.endpoint.send(victim.served.address, ack(0));
        victim.served.runUntilQuiet();
        assertThat(victim.datagrams).hasSize(FIRST_ANSWERS);
    }

    /// The limit of `--single-port`, said in `docs/security.md`: who knows both ports can acknowledge for
    /// another.
    @Test
    void withOnePortAForgerCanAcknowledgeForAnother() {
        var victim = victim(true).forged(rrq("a", "windowsize", "8"));
        victim.served.runMillis(30);
        victim.forged(ack(0));
        for (int i = 1; i <= 10; i++) {
            victim.served.runMillis(30);
            victim.forged(new Packet.Ack(new BlockNumber(8 * i)));
        }
        victim.served.runMillis(15);
        assertThat(victim.datagrams).hasSizeGreaterThanOrEqualTo(1 + 10 * 8);
        victim.served.runUntilQuiet();
        assertThat(victim.datagrams)
                .as("then nobody acknowledges any more, and the repeats end with the transfer")
                .hasSizeLessThan(1 + 12 * 8 + MOST_REPEATS);
    }
}
