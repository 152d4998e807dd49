package dev.trivet.client;

import static dev.trivet.client.Played.failure;
import static dev.trivet.client.Played.octets;
import static dev.trivet.client.ScriptedServer.ack;
import static dev.trivet.client.ScriptedServer.data;
import static dev.trivet.client.ScriptedServer.error;
import static dev.trivet.client.ScriptedServer.oack;
import static dev.trivet.client.ScriptedServer.plainReads;
import static dev.trivet.client.ScriptedServer.plainWrites;
import static dev.trivet.sim.Passing.ackOf;
import static dev.trivet.sim.Passing.dataOf;
import static dev.trivet.sim.Passing.first;
import static dev.trivet.sim.Passing.firstAckOf;
import static dev.trivet.sim.Passing.firstDataOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.client.TftpException.Reason;
import dev.trivet.transfer.LateStart;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Packet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Strangers, lost and doubled packets, and servers that break rules")
class StrangersAndFaultsTest {
    private static final String TO_STRANGER = "ERROR 5 Unknown transfer ID";

    // --- strangers (RFC 1350 §4)

    static Stream<Arguments> strangers() {
        return Stream.of(Played.SERVER, Played.OTHER)
                .flatMap(host -> Stream.of(data(2, octets(512)), ack(1), oack("blksize", "8"), error(0, "stop"))
                        .map(packet -> Arguments.of(host, packet)));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void aStrangerInTheMiddleOfAGetIsToldAndNothingElse(InetAddress host, Packet packet) {
        var played = Played.inLockStep();
        var stranger = played.network.endpointAt(new InetSocketAddress(host, 4000), (_, _, _) -> {});
        played.server((talk, heard) -> {
            if (heard instanceof Packet.Ack(var block) && block.value() == 1) stranger.send(talk.client, packet);
            plainReads(octets(700)).heard(talk, heard);
        });
        var got = played.get();
        played.run();
        assertThat(got.join().bytes()).isEqualTo(octets(700));
        assertThat(got.join().report().octets()).isEqualTo(700);
        // "an error packet ... while not disturbing the transfer"; never one for an ERROR
        assertThat(played.sent().stream().filter(s -> s.endsWith(TO_STRANGER)))
                .hasSize(packet instanceof Packet.Error ? 0 : 1);
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void aStrangerInTheMiddleOfAPutIsToldAndNothingElse(InetAddress host, Packet packet) {
        var played = Played.inLockStep();
        var stranger = played.network.endpointAt(new InetSocketAddress(host, 4000), (_, _, _) -> {});
        played.server((talk, heard) -> {
            if (heard instanceof Packet.Data data && data.block().value() == 1) stranger.send(talk.client, packet);
            plainWrites().heard(talk, heard);
        });
        var put = played.put(700);
        played.run();
        assertThat(put.join().retransmissions()).isZero();
        assertThat(played.sent().stream().filter(s -> s.endsWith(TO_STRANGER)))
                .hasSize(packet instanceof Packet.Error ? 0 : 1);
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void aStrangerFromElsewhereBeforeTheFirstAnswerIsNotTakenForTheServer(InetAddress host, Packet packet) {
        if (host.equals(Played.SERVER)) return; // who answers first from there is the server
        var played = Played.inLockStep();
        var stranger = played.network.endpointAt(new InetSocketAddress(host, 4000), (_, _, _) -> {});
        played.server((talk, heard) -> {
            if (heard instanceof Packet.Request) stranger.send(talk.client, packet);
            if (heard instanceof Packet.Request)
                played.network.after(
                        Duration.ofMillis(5), () -> plainReads(octets(700)).heard(talk, heard));
            else plainReads(octets(700)).heard(talk, heard);
        });
        var got = played.get();
        played.run();
        assertThat(got.join().bytes()).isEqualTo(octets(700));
    }

    @Test
    void strangersAreToldEightTimesAndNoMore() {
        var played = Played.inLockStep();
        var stranger = played.network.endpointAt(new InetSocketAddress(Played.OTHER, 4000), (_, _, _) -> {});
        played.server((talk, heard) -> {
            if (heard instanceof Packet.Ack) for (int i = 0; i < 20; i++) stranger.send(talk.client, ack(i));
            plainReads(octets(700)).heard(talk, heard);
        });
        var got = played.get();
        played.run();
        assertThat(got.join().bytes()).isEqualTo(octets(700));
        assertThat(played.sent().stream().filter(s -> s.endsWith(TO_STRANGER))).hasSize(8);
    }

    // --- lost and doubled

    @Test
    void whoHasItAllStaysForAWhileToAcknowledgeItAgain() {
        var played = Played.inLockStep().server(plainReads(octets(100)));
        var got = played.get();
        played.run(Duration.ofSeconds(1));
        assertThat(got).isDone();
        assertThat(played.network.openPorts())
                .as("listening, TID, and the client's")
                .isEqualTo(3);
        played.run();
        assertThat(played.network.openPorts()).isEqualTo(2);
        assertThat(played.network.now()).as("ten seconds later").isBetween(10_000_000_000L, 10_100_000_000L);
    }

    @Test
    void theLastAckIsRepeatedWhereTheLastDataIs() {
        var played = Played.inLockStep();
        played.server((talk, heard) -> {
            plainReads(octets(100)).heard(talk, heard);
            if (heard instanceof Packet.Request)
                played.network.after(Duration.ofSeconds(3), () -> talk.sendBlock(octets(100), 1, 512));
        });
        var got = played.get();
        played.run();
        assertThat(got.join().bytes()).isEqualTo(octets(100));
        assertThat(played.transcript()).isEqualTo("""
                0.000 client > server  RRQ file octet
                0.010 server > client  DATA 1 (100)
                0.020 client > server  ACK 1
                3.010 server > client  DATA 1 (100)
                3.020 client > server  ACK 1
                """);
    }

    @Test
    void aLostAckOrBlockIsRepeatedOnce() {
        var played = Played.inLockStep();
        played.network.losing(firstDataOf(2)).losing(firstAckOf(1));
        var file = octets(1_200);
        played.server(plainReads(file));
        var got = played.get();
        played.run();
        assertThat(got.join().bytes()).isEqualTo(file);
        assertThat(got.join().report().retransmissions()).isEqualTo(2);
    }

    /// RFC 1123 §4.2.3.1: a sender never sends a block again because an ACK came twice.
    @Test
    void doubledAcksMakeNoApprenticeOfASorcerer() {
        var played = Played.inLockStep().server((talk, heard) -> {
            plainWrites().heard(talk, heard);
            plainWrites().heard(talk, heard);
        });
        var put = played.put(5_000);
        played.run();
        assertThat(put.join().retransmissions()).isZero();
        assertThat(played.sent().stream().filter(s -> s.contains("DATA"))).hasSize(10);
    }

    @Test
    void doubledDataIsTakenOnce() {
        var played = Played.inLockStep().server((talk, heard) -> {
            plainReads(octets(1_200)).heard(talk, heard);
            plainReads(octets(1_200)).heard(talk, heard);
        });
        var got = played.get();
        played.run();
        assertThat(got.join().bytes()).isEqualTo(octets(1_200));
    }

    // --- servers that die

    @Test
    void aServerThatDiesInTheMiddleOfAGetStoppedAnswering() {
        var played = Played.inLockStep().server(plainReads(octets(5_000)));
        played.network.losing(dataOf(3));
        var got = played.get();
        played.run();
        assertThat(failure(got).reason()).isEqualTo(Reason.STOPPED_ANSWERING);
        assertThat(failure(got)).hasMessage("192.0.2.1:69 stopped answering after 1024 octets");
        assertThat(played.network.now()).as("30 s after block 2").isBetween(30_000_000_000L, 30_100_000_000L);
    }

    @Test
    void aServerThatDiesInTheMiddleOfAPutStoppedAnswering() {
        var played = Played.inLockStep().server(plainWrites());
        played.network.losing(ackOf(3));
        var put = played.put(5_000);
        played.run();
        assertThat(failure(put).reason()).isEqualTo(Reason.STOPPED_ANSWERING);
        assertThat(failure(put)).hasMessageContaining("after 1024 octets");
    }

    @Test
    void aPutWhoseLastAckNeverComesIsUnconfirmed() {
        var played = Played.inLockStep().server(plainWrites());
        played.network.losing(ackOf(2));
        var put = played.put(700);
        played.run();
        assertThat(failure(put).reason()).isEqualTo(Reason.UNCONFIRMED);
        assertThat(failure(put).remedy()).contains("probably there");
    }

    @Test
    void anErrorInTheMiddleIsTheServersRefusal() {
        var played = Played.inLockStep().server((talk, heard) -> {
            if (heard instanceof Packet.Data) talk.send(error(3, "Disk\u001b[31m full\r\nor not"));
            else plainWrites().heard(talk, heard);
        });
        var put = played.put(700);
        played.run();
        assertThat(failure(put).reason()).isEqualTo(Reason.REFUSED);
        assertThat(failure(put).code()).contains(ErrorCode.DISK_FULL);
        assertThat(failure(put).getMessage())
                .startsWith("the server refused with error 3: Disk")
                .doesNotContainPattern("\\p{Cntrl}");
    }

    // --- servers that break rules

    @Test
    void dataLongerThanAgreedIsRefused() {
        var played = Played.plain().server((talk, heard) -> {
            switch (heard) {
                case Packet.Request _ -> talk.send(oack("blksize", "1000"));
                case Packet.Ack _ -> talk.send(data(1, octets(1_001)));
                default -> {}
            }
        });
        var got = played.get();
        played.run();
        assertThat(failure(got).reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(failure(got).code()).contains(ErrorCode.ILLEGAL_OPERATION);
        assertThat(played.sent().getLast()).isEqualTo("client > server  ERROR 4 DATA longer than the agreed block");
    }

    @Test
    void dataLongerThan512IsRefusedWhereNothingWasAgreed() {
        var played = Played.plain().server((talk, heard) -> {
            if (heard instanceof Packet.Request) talk.send(data(1, octets(1_468)));
        });
        var got = played.get();
        played.run();
        assertThat(failure(got).reason()).isEqualTo(Reason.PROTOCOL);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void inLockStepTheServerChoosesHowNumbersGoOn(int after65535) {
        var played = Played.with(b -> b.noOptions().blocksFrom(LateStart.after(65_533)));
        var numbers = List.of(65_534, 65_535, after65535, after65535 + 1);
        var file = octets(3 * 512 + 100);
        played.server((talk, heard) -> {
            int next = switch (heard) {
                case Packet.Request _ -> 0;
                case Packet.Ack(var block) -> numbers.indexOf(block.value()) + 1;
                default -> 4;
            };
            if (next < 4)
                talk.send(data(
                        numbers.get(next),
                        Arrays.copyOfRange(file, next * 512, Math.min(file.length, next * 512 + 512))));
        });
        var got = played.get();
        played.run();
        assertThat(got.join().bytes()).isEqualTo(file);
    }

    @Test
    void garbageIsNoAnswer() {
        var played = Played.inLockStep();
        var garbage = played.network.endpointAt(new InetSocketAddress(Played.SERVER, 5000), (_, _, _) -> {});
        played.server((talk, heard) -> {
            if (heard instanceof Packet.Request) garbage.send(talk.client, new byte[] {9, 9, 9});
            if (heard instanceof Packet.Request) garbage.send(talk.client, data(7, octets(3)));
            plainReads(octets(700)).heard(talk, heard);
        });
        var got = played.get();
        played.run();
        assertThat(got.join().bytes()).isEqualTo(octets(700));
    }

    @Test
    void whatIsLostAtFirstIsLostForNobody() {
        var played = Played.plain().server(plainReads(octets(700)));
        played.network.losing(first(2, p -> p.to().equals("client")));
        var got = played.get();
        played.run();
        assertThat(got.join().bytes()).isEqualTo(octets(700));
    }
}
