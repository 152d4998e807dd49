package dev.trivet.client;

import static dev.trivet.client.Played.failure;
import static dev.trivet.client.Played.octets;
import static dev.trivet.client.ScriptedServer.data;
import static dev.trivet.client.ScriptedServer.error;
import static dev.trivet.client.ScriptedServer.oack;
import static dev.trivet.client.ScriptedServer.plainReads;
import static dev.trivet.client.ScriptedServer.plainWrites;
import static dev.trivet.client.ScriptedServer.silentAfterOack;
import static dev.trivet.client.ScriptedServer.sizedReads;
import static dev.trivet.client.ScriptedServer.sizedWrites;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.client.ClientEvent.Asking;
import dev.trivet.client.TftpException.Reason;
import dev.trivet.sim.Link;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Packet;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Where a server chokes on options, the client asks for less")
class ChokingServersTest {
    private static final String WHOLE_RRQ = "client > server  RRQ file octet tsize 0 blksize 1468 windowsize 32";
    private static final String WHOLE_WRQ = "client > server  WRQ file octet tsize 700 blksize 1468 windowsize 32";

    @Test
    void aServerThatIgnoresThemIsReadInLockStep() {
        var played = Played.plain().server(plainReads(octets(700)));
        var got = played.get();
        played.run();
        assertThat(got.join().bytes()).isEqualTo(octets(700));
        assertThat(played.transcript()).isEqualTo("""
                0.000 client > server  RRQ file octet tsize 0 blksize 1468 windowsize 32
                0.010 server > client  DATA 1 (512)
                0.020 client > server  ACK 1
                0.030 server > client  DATA 2 (188)
                0.040 client > server  ACK 2
                """);
        assertThat(played.story()).isEqualTo("Asking Started Completed");
    }

    @Test
    void aServerThatIgnoresThemIsWrittenInLockStep() {
        var played = Played.plain().server(plainWrites());
        var put = played.put(700);
        played.run();
        assertThat(put.join().octets()).isEqualTo(700);
        assertThat(played.transcript()).isEqualTo("""
                0.000 client > server  WRQ file octet tsize 700 blksize 1468 windowsize 32
                0.010 server > client  ACK 0
                0.020 client > server  DATA 1 (512)
                0.030 server > client  ACK 1
                0.040 client > server  DATA 2 (188)
                0.050 server > client  ACK 2
                """);
    }

    @ParameterizedTest(name = "OACK {0} {1} {2} {3}: asks for {4}")
    @CsvSource(nullValues = "-", textBlock = """
            blksize,    2000, -, -,                tsize 0 windowsize 32
            blksize,    abc,  -, -,                tsize 0 windowsize 32
            blksize,    7,    -, -,                tsize 0 windowsize 32
            windowsize, 64,   -, -,                tsize 0 blksize 1468
            windowsize, 0,    -, -,                tsize 0 blksize 1468
            tsize,      many, -, -,                blksize 1468 windowsize 32
            timeout,    5,    -, -,                ''
            x-unknown,  1,    -, -,                ''
            blksize,    1468, blksize, 1468,       ''
            blksize,    1468, windowsize, 33,      tsize 0 blksize 1468
            """)
    void aWrongOackIsRefusedAndTheOptionLeftOut(String name, String value, String name2, String value2, String then) {
        var oack = name2 == null ? oack(name, value) : oack(name, value, name2, value2);
        var played = Played.plain().server((talk, packet) -> {
            if (talk.number > 1) plainReads(octets(100)).heard(talk, packet);
            else if (packet instanceof Packet.Request) talk.send(oack);
        });
        var got = played.get();
        played.run();
        assertThat(got.join().bytes()).isEqualTo(octets(100));
        assertThat(played.sent()).hasSize(4);
        assertThat(played.sent().get(1)).startsWith("client > server  ERROR 8 Option ");
        assertThat(played.sent().get(2)).isEqualTo(("client > server  RRQ file octet " + then).strip());
        assertThat(got.join().report().attempts()).isEqualTo(2);
        assertThat(((Asking) played.events.get(2)).why())
                .startsWith("the server acknowledged " + (name2 == null ? name : name2));
    }

    @Test
    void anOackOfAPlainRequestBreaksTheProtocol() {
        var played = Played.inLockStep().server((talk, packet) -> {
            if (packet instanceof Packet.Request) talk.send(oack("blksize", "1024"));
        });
        var got = played.get();
        played.run();
        assertThat(failure(got).reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(failure(got).code()).contains(ErrorCode.OPTION_REFUSED);
        assertThat(played.sent()).hasSize(2);
    }

    @ParameterizedTest(name = "ERROR {0}")
    @ValueSource(ints = {0, 4, 8})
    void anErrorThatMayBeMeantForTheOptionsIsAnsweredByAPlainRequest(int code) {
        var played = Played.plain().server((talk, packet) -> {
            if (!talk.withOptions()) plainWrites().heard(talk, packet);
            else if (packet instanceof Packet.Request) talk.send(error(code, "what is this?"));
        });
        var put = played.put(700);
        played.run();
        assertThat(put.join().octets()).isEqualTo(700);
        assertThat(played.sent().subList(0, 2)).containsExactly(WHOLE_WRQ, "client > server  WRQ file octet");
        assertThat(((Asking) played.events.get(1)).why())
                .isEqualTo("the server refused with error " + code + ": what is this?");
    }

    @ParameterizedTest(name = "ERROR {0}")
    @ValueSource(ints = {1, 2, 3, 5, 6, 7})
    void anyOtherErrorEndsIt(int code) {
        var played = Played.plain().server((talk, packet) -> {
            if (packet instanceof Packet.Request) talk.send(error(code, "no"));
        });
        var got = played.get();
        played.run();
        assertThat(failure(got).reason()).isEqualTo(Reason.REFUSED);
        assertThat(failure(got).code()).contains(new ErrorCode(code));
        assertThat(played.sent()).containsExactly(WHOLE_RRQ);
    }

    @Test
    void thePlainRequestsErrorIsTheLastWord() {
        var played = Played.plain().server((talk, packet) -> {
            if (packet instanceof Packet.Request) talk.send(error(0, "never"));
        });
        var got = played.get();
        played.run();
        assertThat(failure(got).reason()).isEqualTo(Reason.REFUSED);
        assertThat(played.sent()).hasSize(2);
    }

    @Test
    void anErrorAfterTheOackEndsIt() {
        var played = Played.plain().server((talk, packet) -> {
            if (packet instanceof Packet.Request) {
                talk.send(oack("tsize", "5", "blksize", "1000"));
                talk.send(error(8, "on second thoughts"));
            }
        });
        var got = played.get();
        played.run();
        assertThat(failure(got).reason()).isEqualTo(Reason.REFUSED);
        assertThat(played.story()).isEqualTo("Asking Started Failed");
    }

    @Test
    void smallerSizesThatAreGrantedAreKept() {
        var played = Played.plain().server(sizedReads(octets(2_500), 1_000));
        var got = played.get();
        played.run();
        assertThat(got.join().bytes()).isEqualTo(octets(2_500));
        assertThat(got.join().report().terms().blockSize().octets()).isEqualTo(1_000);
        assertThat(got.join().report().terms().windowSize().blocks()).isEqualTo(1);
        assertThat(played.sent())
                .containsExactly(
                        WHOLE_RRQ,
                        "client > server  ACK 0",
                        "client > server  ACK 1",
                        "client > server  ACK 2",
                        "client > server  ACK 3");
    }

    @Test
    void anOackThatIsRepeatedIsAcknowledgedAgain() {
        var played = Played.plain().server((talk, packet) -> {
            switch (packet) {
                case Packet.Request _ -> {
                    talk.send(oack("blksize", "512"));
                    talk.send(oack("blksize", "512"));
                }
                case Packet.Ack(var block) when block.value() == 0 -> talk.send(data(1, octets(10)));
                default -> {}
            }
        });
        var got = played.get();
        played.run();
        assertThat(got.join().bytes()).isEqualTo(octets(10));
        assertThat(played.sent().stream().filter(s -> s.endsWith("ACK 0"))).hasSize(2);
        assertThat(got.join().report().attempts()).isEqualTo(1);
    }

    // --- large blocks vanish

    @ParameterizedTest(name = "of packets above {0} octets: blocks of {1}")
    @CsvSource({"1499, 1428", "1459, 1024", "1055, 512"})
    void whereLargeBlocksVanishSmallerOnesAreFetched(int mtu, int size) {
        var played = Played.plain().server(sizedReads(octets(5_000), 65_464));
        played.network.link(Played.SERVER, Played.CLIENT, Link.PERFECT.mtu(mtu));
        var got = played.get();
        played.run();
        assertThat(got.join().bytes()).isEqualTo(octets(5_000));
        assertThat(got.join().report().terms().blockSize().octets()).isEqualTo(size);
        assertThat(played.sent()).contains("client > server  ERROR 0 Nothing arrived, trying otherwise");
    }

    @ParameterizedTest(name = "of packets above {0} octets: blocks of {1}")
    @CsvSource({"1499, 1428", "1459, 1024", "1055, 512"})
    void whereLargeBlocksVanishSmallerOnesAreSent(int mtu, int size) {
        var played = Played.plain().server(sizedWrites(65_464));
        played.network.link(Played.CLIENT, Played.SERVER, Link.PERFECT.mtu(mtu));
        var put = played.put(5_000);
        played.run();
        assertThat(put.join().octets()).isEqualTo(5_000);
        assertThat(put.join().terms().blockSize().octets()).isEqualTo(size);
    }

    @Test
    void aServerThatIsSilentAfterEveryOackIsAskedWithLessAndLessThenPlainly() {
        var played = Played.plain().server(silentAfterOack(plainReads(octets(700))));
        var got = played.get();
        played.run();
        assertThat(got.join().bytes()).isEqualTo(octets(700));
        assertThat(played.sent().stream().filter(s -> s.contains("RRQ")))
                .containsExactly(
                        WHOLE_RRQ,
                        "client > server  RRQ file octet tsize 0 blksize 1428 windowsize 32",
                        "client > server  RRQ file octet tsize 0 blksize 1024 windowsize 32",
                        "client > server  RRQ file octet tsize 0 windowsize 32",
                        "client > server  RRQ file octet");
        assertThat(got.join().report().attempts()).isEqualTo(5);
    }

    /// Each attempt has its patience: four of them together are longer than that.
    @Test
    void aPutThatIsMetBySilenceAfterEveryOackGoesAllTheWayToo() {
        var played = Played.plain().server(silentAfterOack(plainWrites()));
        var put = played.put(5_000);
        played.run();
        assertThat(put.join().octets()).isEqualTo(5_000);
        assertThat(put.join().attempts()).isEqualTo(5);
        assertThat(put.join().elapsed()).isGreaterThan(Duration.ofSeconds(40));
    }

    @Test
    void onlyWhatIsNotTheDefaultAnywayIsAskedFor() {
        var played = Played.with(b -> b.blksize(512).windowsize(1).timeout(Duration.ofSeconds(3)))
                .server(sizedReads(octets(10), 512));
        var got = played.get();
        played.run();
        assertThat(got.join().bytes()).isEqualTo(octets(10));
        assertThat(played.sent().getFirst()).isEqualTo("client > server  RRQ file octet tsize 0 timeout 3");
    }
}
