package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.data;
import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.oack;
import static dev.trivet.server.Peer.rrq;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.content.WritePolicy;
import dev.trivet.explain.Situation;
import dev.trivet.sim.SimulatedFile;
import dev.trivet.transfer.LateStart;
import dev.trivet.transfer.Outcome;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Options;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Routers, phones and programs.
@DisplayName("Quirks of routers, phones and programs")
class ClientQuirksTest {
    private static final ClientMatch THIS_CLIENT = ClientMatch.parse("192.0.2.10");

    /// An octet more behind the OACK, and the upload is over.
    @Test
    void ciscoIosHearsNothingBehindItsOptions() {
        var served = Served.plain();
        var peer = served.peer(3001).asksInOctets("2 router-confg|octet|blksize|1024|tsize|100|");
        served.runMillis(30);
        peer.answers(data(1, 100));
        served.runMillis(30);
        assertThat(peer.wire()).containsExactly("6 blksize|1024|tsize|100|", "4 |\u0001");
    }

    @Test
    void ciscoIosRepeatsItsWriteRequestAfterFourSecondsAndHasOneUpload() {
        var served = Served.with(WritePolicy.CREATE, _ -> {});
        Dialogue.holds(served, """
                0.000 client > server  WRQ router-confg octet
                0.010 server > client  ACK 0            lost
                1.010 server > client  ACK 0            lost
                3.010 server > client  ACK 0            lost
                4.000 client > server  WRQ router-confg octet
                4.010 server > client  ACK 0
                4.020 client > server  DATA 1 (512)
                4.030 server > client  ACK 1
                4.040 client > server  DATA 2 (88)
                4.050 server > client  ACK 2
                """);
        assertThat(served.content.stored("router-confg")).contains(Served.octets(600));
    }

    /// It prints an O for each block that comes twice or out of order.
    @Test
    void ciscoIosSeesEachBlockOnceThoughItsFlashIsSlow() {
        var served = Served.plain().file("ios.bin", 20_000);
        var peer = served.peer(3001).asks(rrq("ios.bin"));
        for (int block = 1; block <= 40; block++) {
            served.runMillis(150); // 20 ms on the way, the rest in its flash
            peer.answers(ack(block));
        }
        served.runUntilQuiet();
        assertThat(peer.packets()).hasSize(40);
        assertThat(outcome(served)).isEqualTo(new Outcome.Completed());
    }

    /// `ip tftp blocksize 8192` would be cut into fragments.
    @Test
    void ciscoIosThatAsksForBlocksOf8192GetsWhatFitsOnePacket() {
        var served = Served.plain().file("ios.bin", 600);
        var peer = served.peer(3001).asksInOctets("1 ios.bin|octet|blksize|8192|");
        served.runMillis(30);
        assertThat(peer.wire()).containsExactly("6 blksize|1468|");
    }

    /// Its number is signed: behind block 32767 it understands nothing, and larger blocks it cannot ask for.
    @Test
    void oldCiscoIosGetsSixteenMegabytesOfAnyFile() {
        var served = Served.plain();
        served.content.put("ios.bin", SimulatedFile.generated(1, 17_000_000));
        var peer = served.peer(3001).asks(rrq("ios.bin"));
        for (int block = 1; block <= 32_767; block++) {
            served.runMillis(20);
            peer.answers(ack(block));
        }
        served.runUntilQuiet(); // block 32768 is not answered
        assertThat(outcome(served)).isEqualTo(new Outcome.TimedOut(true));
        assertThat(served.events(TransferEvent.Hint.class))
                .extracting(hint -> hint.explanation().situation())
                .containsExactly(Situation.MUST_COUNT_PAST_32767);
        assertThat(served.events(TransferEvent.Ended.class).getFirst().explanation())
                .hasValueSatisfying(why -> assertThat(why.situation()).isEqualTo(Situation.BROKE_OFF_AT_ROLLOVER));
    }

    /// It asks seven times before it gives up, with pauses of many seconds.
    @Test
    void ciscoRommonMaySayNothingForLong() {
        var served = Served.plain().file("c1700.bin", 1_500);
        Dialogue.holds(served, """
                0.000 client > server  RRQ c1700.bin octet timeout 9
                0.010 server > client  OACK timeout 9
                0.020 client > server  ACK 0
                0.030 server > client  DATA 1 (512)
                9.030 server > client  DATA 1 (512)
                18.030 server > client  DATA 1 (512)
                25.000 client > server  ACK 1
                25.010 server > client  DATA 2 (512)
                25.020 client > server  ACK 2
                25.030 server > client  DATA 3 (476)
                25.040 client > server  ACK 3
                """);
        assertThat(outcome(served)).isEqualTo(new Outcome.Completed());
    }

    @Test
    void ciscoRommonFetchesImagesOfMoreThan65535BlocksOf512() {
        var served = Served.with(b -> b.blocksFrom(LateStart.after(65_533))).file("c1700.bin", 1_500);
        Dialogue.holds(served, """
                0.000 client > server  RRQ c1700.bin octet
                0.010 server > client  DATA 65534 (512)
                0.020 client > server  ACK 65534
                0.030 server > client  DATA 65535 (512)
                0.040 client > server  ACK 65535
                0.050 server > client  DATA 0 (476)
                0.060 client > server  ACK 0
                """);
    }

    @Test
    void audioCodesGatewayMayWriteItsFlashForSecondsAtEachBlock() {
        var served = Served.plain().file("ramfw.cmp", 2_000);
        var peer = served.peer(3001).asks(rrq("ramfw.cmp"));
        for (int block = 1; block <= 4; block++) {
            served.run(Duration.ofSeconds(7));
            peer.answers(ack(block));
        }
        served.runUntilQuiet();
        assertThat(outcome(served)).isEqualTo(new Outcome.Completed());
        assertThat(peer.packets()).as("each block and its repeats in 7 s").hasSizeLessThanOrEqualTo(4 * 4);
    }

    // --- programs

    @Test
    void curlHearsItsThreeOptionsInItsOrder() {
        var served = Served.plain().file("file", 600);
        var peer = served.peer(3001).asksInOctets("1 file|octet|tsize|0|blksize|512|timeout|6|");
        served.runMillis(30);
        assertThat(peer.wire()).containsExactly("6 tsize|600|blksize|512|timeout|6|");
    }

    /// A size of 0 is an error to it.
    @Test
    void curlIsNotToldTheSizeOfAnEmptyFile() {
        var served = Served.plain().file("empty", 0);
        var peer = served.peer(3001).asksInOctets("1 empty|octet|tsize|0|blksize|512|timeout|6|");
        served.runMillis(30);
        assertThat(peer.wire()).containsExactly("6 blksize|512|timeout|6|");
    }

    @Test
    void curlHearsAck0AfterBlock65535() {
        var served = Served.with(b -> b.blocksFrom(LateStart.after(65_533)));
        Dialogue.holds(served, """
                0.000 client > server  WRQ file octet tsize 1500 blksize 512 timeout 6
                0.010 server > client  OACK tsize 1500 blksize 512 timeout 6
                0.020 client > server  DATA 65534 (512)
                0.030 server > client  ACK 65534
                0.040 client > server  DATA 65535 (512)
                0.050 server > client  ACK 65535
                0.060 client > server  DATA 0 (476)
                0.070 server > client  ACK 0
                """);
    }

    /// It does not see that this was its last, and sends an empty one behind it.
    @Test
    void curlHearsAnAckForTheEmptyBlockThatItSendsBehindALastBlock0() {
        var served = Served.with(b -> b.blocksFrom(LateStart.after(65_534)));
        Dialogue.holds(served, """
                0.000 client > server  WRQ file octet tsize 600 blksize 512 timeout 6
                0.010 server > client  OACK tsize 600 blksize 512 timeout 6
                0.020 client > server  DATA 65535 (512)
                0.030 server > client  ACK 65535
                0.040 client > server  DATA 0 (88)
                0.050 server > client  ACK 0
                0.060 client > server  DATA 1 (0)
                0.070 server > client  ACK 1
                """);
        assertThat(served.content.stored("file")).contains(Served.octets(600));
    }

    @Test
    void commonsNetHearsEveryAnswerFromAnotherPortThanItAsked() {
        var served = Served.plain().file("file", 600);
        var reads = served.peer(3001).asks(rrq("file"));
        var writes = served.peer(3002).asks(wrq("new"));
        var fails = served.peer(3003).asks(rrq("none"));
        served.runMillis(30);
        assertThat(reads.tid()).isNotEqualTo(served.address);
        assertThat(writes.tid()).isNotEqualTo(served.address);
        assertThat(fails.tid()).isNotEqualTo(served.address);
    }

    @Test
    void commonsNetCannotTalkToAServerOfOnePort() {
        var served = Served.with(b -> b.singlePort(true)).file("file", 600);
        var reads = served.peer(3001).asks(rrq("file"));
        served.runMillis(30);
        assertThat(reads.tid()).isEqualTo(served.address);
    }

    @Test
    void busyBoxAndTftpHpaGetOnWithoutAWindow() {
        var served = Served.plain().file("file", 1_500);
        Dialogue.holds(served, """
                0.000 client:1000 > server  RRQ file octet blksize 1468 tsize 0
                0.010 server > client  OACK blksize 1468 tsize 1500
                0.020 client:1000 > server  ACK 0
                0.030 server > client  DATA 1 (1468)
                0.040 client:1000 > server  ACK 1
                0.050 server > client  DATA 2 (32)
                0.060 client:1000 > server  ACK 2
                0.070 client:1001 > server  WRQ new octet
                0.080 server > client  ACK 0
                0.090 client:1001 > server  DATA 1 (100)
                0.100 server > client  ACK 1
                """);
    }

    @Test
    void atftpAndMtftpThatAskForMulticastAreServedAlone() {
        var served = Served.plain().file("file", 600);
        var peer = served.peer(3001).asksInOctets("1 file|octet|tsize|0|multicast||");
        served.runMillis(30);
        assertThat(peer.wire()).containsExactly("6 tsize|600|");
    }

    // --- whoever it is

    @Test
    void uploaderThatBeginsWithBlock0IsTakenByItsRule() {
        var served = Served.with(
                b -> b.client(ClientRule.of(THIS_CLIENT).firstBlock(0).maxWindowsize(8)));
        Dialogue.holds(served, """
                0.000 client > server  WRQ dump octet windowsize 4
                0.010 server > client  OACK windowsize 1
                0.020 client > server  DATA 0 (512)
                0.030 server > client  ACK 0
                0.040 client > server  DATA 1 (512)
                0.050 server > client  ACK 1            lost
                1.040 client > server  DATA 1 (512)
                1.050 server > client  ACK 1
                1.060 client > server  DATA 2 (76)
                1.070 server > client  ACK 2
                """);
        assertThat(served.content.stored("dump")).contains(Served.octets(1_100));
    }

    /// Without the rule nothing is stored that lacks its beginning.
    @Test
    void uploaderThatBeginsWithBlock0GetsNowhereWithoutARule() {
        var served = Served.plain();
        var peer = served.peer(3001).asks(wrq("dump"));
        served.runMillis(30);
        peer.answers(data(0, 100));
        served.runUntilQuiet();
        assertThat(served.content.stored("dump")).isEmpty();
        assertThat(outcome(served)).isEqualTo(new Outcome.TimedOut(false));
    }

    /// Some read more than the four octets of an ERROR without text.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 none|octet|",
                "1 ../x|octet|",
                "1 |octet|",
                "1 file||",
                "1 file|mail|",
                "1 file|octet",
                "2 file|octet|",
                "2 new|ebcdic|"
            })
    void clientThatReadsBeyondAShortErrorAlwaysGetsText(String request) {
        var served = Served.with(WritePolicy.NONE, _ -> {}).file("file", 10);
        var peer = served.peer(3001).asksInOctets(request);
        served.runUntilQuiet();
        assertThat(peer.wire()).singleElement().asString().matches("(?s)5 \\|.[A-Za-z].{5,}\\|");
    }

    @Test
    void clientThatNeverAcknowledgesTheLastBlockIsNoFailure() {
        var served = Served.plain().file("file", 600);
        var peer = served.peer(3001).asks(rrq("file"));
        served.runMillis(30);
        peer.answers(ack(1));
        served.runUntilQuiet();
        assertThat(outcome(served)).isEqualTo(new Outcome.Unconfirmed());
    }

    @Test
    void clientThatAsksForBlksizeAndChokesOnItIsRefusedItByItsRule() {
        var served = Served.with(
                        b -> b.client(ClientRule.of(ClientMatch.parse("*.rom")).refuseOptions("blksize", "BLKSIZE2")))
                .file("old.rom", 600)
                .file("other", 600);
        var old = served.peer(3001).asksInOctets("1 old.rom|octet|tsize|0|blksize|1468|blksize2|1024|");
        var other = served.peer(3002).asksInOctets("1 other|octet|tsize|0|blksize|1468|");
        served.runMillis(30);
        assertThat(old.wire()).containsExactly("6 tsize|600|");
        assertThat(other.wire()).containsExactly("6 tsize|600|blksize|1468|");
    }

    @Test
    void anyCaseOfAnOptionIsTakenTheFirstOfTwoCountsAndJunkIsLeftOut() {
        var served = Served.plain().file("file", 600);
        var peer = served.peer(3001)
                .asksInOctets(
                        "1 file|OcTeT|x-junk|\u00ff|BLKSIZE|1024|blksize|512|timeout|0|tsize|abc|windowsize|4|rest|");
        served.runMillis(30);
        assertThat(peer.wire()).containsExactly("6 BLKSIZE|1024|windowsize|4|");
    }

    @Test
    void requestWithoutItsLastNulIsTakenByRuleOnly() {
        var served = Served.with(
                        b -> b.client(ClientRule.of(ClientMatch.parse("*.img")).acceptUnterminated(true)))
                .file("boot.img", 100)
                .file("other", 100);
        var taken = served.peer(3001).asksInOctets("1 boot.img|octet");
        var withOption = served.peer(3002).asksInOctets("1 boot.img|octet|blksize|1024");
        var other = served.peer(3003).asksInOctets("1 other|octet");
        var cut = served.peer(3004).asksInOctets("1 boot.img|oct");
        served.runMillis(30);
        assertThat(taken.last()).isEqualTo(data(1, 100));
        assertThat(withOption.last()).isEqualTo(oack("blksize", "1024"));
        assertThat(other.last()).isEqualTo(error(ErrorCode.ILLEGAL_OPERATION, "Request not ended by NUL"));
        assertThat(cut.last()).isEqualTo(error(ErrorCode.ILLEGAL_OPERATION, "Request not ended by NUL"));
        taken.answers(ack(1));
        withOption.answers(error(ErrorCode.NOT_DEFINED, "enough"));
        served.runUntilQuiet();
    }

    @Test
    void ceilingsOfARuleHoldForItsClientsAlone() {
        var served = Served.with(
                        b -> b.client(ClientRule.of(THIS_CLIENT).maxBlksize(512).maxWindowsize(2)))
                .file("file", 100);
        var asked = Options.of("blksize", "1024", "windowsize", "16");
        var slow = served.client().options(asked).read(served.address, "file");
        var fast = served.client(11).options(asked).read(served.address, "file");
        served.runUntilQuiet();
        assertThat(slow.terms().orElseThrow().windowOctets()).isEqualTo(1024);
        assertThat(fast.terms().orElseThrow().windowOctets()).isEqualTo(16_384);
    }

    private static Outcome outcome(Served served) {
        var ended = served.events(TransferEvent.Ended.class);
        assertThat(ended).hasSize(1);
        return ended.getFirst().outcome();
    }
}
