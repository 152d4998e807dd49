package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.data;
import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.oack;
import static dev.trivet.server.Peer.rrq;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.sim.Passing;
import dev.trivet.transfer.Outcome;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Mode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OptionsOverTheWireTest {
    @Nested
    @DisplayName("RFC 2347 Option extension")
    class Rfc2347 {
        @Test
        void readIsAcknowledgedByOackAndAck0() {
            var served = Served.plain().file("a", 100);
            served.client()
                    .options(Options.of("blksize", "64", "x-unknown", "1"))
                    .read(served.address, "a");
            served.runUntilQuiet();
            assertThat(served.transcript()).isEqualTo("""
                    0.000 client > server  RRQ a octet blksize 64 x-unknown 1
                    0.010 server > client  OACK blksize 64
                    0.020 client > server  ACK 0
                    0.030 server > client  DATA 1 (64)
                    0.040 client > server  ACK 1
                    0.050 server > client  DATA 2 (36)
                    0.060 client > server  ACK 2
                    """);
        }

        @Test
        void lostOackIsRepeated() {
            var served = Served.plain().file("a", 100);
            served.network.losing(Passing.first(1, Passing.optionAck()));
            served.client()
                    .requests(1, java.time.Duration.ofSeconds(9))
                    .options(Options.of("blksize", "64"))
                    .write(served.address, "b", Served.octets(10));
            served.runUntilQuiet();
            assertThat(served.transcript()).startsWith("""
                    0.000 client > server  WRQ b octet blksize 64
                    0.010 server > client  OACK blksize 64  lost
                    1.010 server > client  OACK blksize 64
                    1.020 client > server  DATA 1 (10)
                    """);
        }

        @Test
        void nothingToAcknowledgeMeansNoOack() {
            var served = Served.plain().file("a", 100);
            var peer = served.peer(3001).asks(rrq("a", "x-unknown", "1", "blksize", "7", "windowsize", "0"));
            served.runMillis(30);
            assertThat(peer.last()).isEqualTo(data(1, 100));
        }

        @Test
        void clientMayRefuseTheOackWithError8() {
            var served = Served.plain().file("a", 100);
            var peer = served.peer(3001).asks(rrq("a", "blksize", "64"));
            served.runMillis(30);
            peer.answers(error(ErrorCode.OPTION_REFUSED, "not that"));
            served.runUntilQuiet();
            assertThat(served.events(TransferEvent.Ended.class).getFirst().outcome())
                    .isEqualTo(new Outcome.StoppedByPeer(ErrorCode.OPTION_REFUSED, "not that"));
        }
    }

    @Nested
    @DisplayName("RFC 2348 Blocksize option")
    class Rfc2348 {
        @Test
        void blockFitsIntoOnePacketOfTheInterface() {
            var served = Served.plain().file("a", 100);
            var peer = served.peer(3001).asks(rrq("a", "blksize", "65464"));
            served.runMillis(30);
            assertThat(peer.last()).isEqualTo(oack("blksize", "1468"));
        }

        @Test
        void unlessMoreIsAllowed() {
            var served = Served.with(b -> b.maxBlksize(65_464)).file("a", 100);
            var peer = served.peer(3001).asks(rrq("a", "blksize", "65464"));
            served.runMillis(30);
            assertThat(peer.last()).isEqualTo(oack("blksize", "65464"));
        }

        @Test
        void dataLongerThanTheAgreedBlockIsError4AndKeepsNothing() {
            var served = Served.plain().file("a", 50);
            var peer = served.peer(3001).asks(wrq("a", "blksize", "64"));
            served.runMillis(30);
            peer.answers(data(1, 65));
            served.runUntilQuiet();
            assertThat(peer.last()).isEqualTo(error(ErrorCode.ILLEGAL_OPERATION, "DATA longer than the agreed block"));
            assertThat(served.content.stored("a")).contains(Served.octets(50));
        }
    }

    @Nested
    @DisplayName("RFC 2349 Timeout interval and transfer size options")
    class Rfc2349 {
        @Test
        void sizeOfAnEmptyFileIsNotTold() {
            var served = Served.plain().file("empty", 0);
            var peer = served.peer(3001).asks(rrq("empty", "tsize", "0"));
            served.runMillis(30);
            assertThat(peer.last()).isEqualTo(data(1, 0));
        }

        @Test
        void sizeInNetasciiIsTheLengthOnTheWire() {
            var served = Served.plain();
            served.content.put("text", "a\nb\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            var request = new Packet.ReadRequest("text", Mode.NETASCII, Options.of("tsize", "0"));
            var peer = served.peer(3001).asks(request);
            served.runMillis(30);
            assertThat(peer.last()).isEqualTo(oack("tsize", "6"));
        }

        @Test
        void writeHearsItsOwnSizeAgain() {
            var served = Served.plain();
            var peer = served.peer(3001).asks(wrq("a", "tsize", "4711"));
            served.runMillis(30);
            assertThat(peer.last()).isEqualTo(oack("tsize", "4711"));
        }

        @Test
        void agreedTimeoutIsTheFirstWait() {
            var served = Served.plain().file("a", 100);
            var peer = served.peer(3001).asks(rrq("a", "timeout", "3"));
            served.runMillis(2_990);
            assertThat(peer.packets()).containsExactly(oack("timeout", "3"));
            served.runMillis(100);
            assertThat(peer.packets()).hasSize(2);
        }

        @Test
        void giveUpIsNeverShorterThanThreeAgreedTimeouts() {
            var served = Served.plain().file("a", 100);
            served.peer(3001).asks(rrq("a", "timeout", "20"));
            served.runUntilQuiet();
            assertThat(served.events(TransferEvent.Ended.class).getFirst().elapsed())
                    .isEqualTo(java.time.Duration.ofSeconds(60));
        }
    }

    @Nested
    @DisplayName("RFC 7440 Windowsize option")
    class Rfc7440 {
        @Test
        void windowIsSentAtOnceAndAcknowledgedOnce() {
            var served = Served.plain().file("a", 2500);
            served.client().options(Options.of("windowsize", "4")).read(served.address, "a");
            served.runUntilQuiet();
            assertThat(served.transcript()).isEqualTo("""
                    0.000 client > server  RRQ a octet windowsize 4
                    0.010 server > client  OACK windowsize 4
                    0.020 client > server  ACK 0
                    0.030 server > client  DATA 1 (512)
                    0.030 server > client  DATA 2 (512)
                    0.030 server > client  DATA 3 (512)
                    0.030 server > client  DATA 4 (512)
                    0.040 client > server  ACK 4
                    0.050 server > client  DATA 5 (452)
                    0.060 client > server  ACK 5
                    """);
        }

        @Test
        void gapIsAcknowledgedAtOnceAndFilled() {
            var served = Served.plain();
            served.network.losing(Passing.firstDataOf(2));
            served.client().options(Options.of("windowsize", "4")).write(served.address, "a", Served.octets(1800));
            served.runUntilQuiet();
            assertThat(served.content.stored("a")).contains(Served.octets(1800));
            assertThat(served.transcript()).contains("""
                    0.020 client > server  DATA 1 (512)
                    0.020 client > server  DATA 2 (512)     lost
                    0.020 client > server  DATA 3 (512)
                    0.020 client > server  DATA 4 (264)
                    0.030 server > client  ACK 1
                    0.040 client > server  DATA 2 (512)
                    0.040 client > server  DATA 3 (512)
                    0.040 client > server  DATA 4 (264)
                    0.050 server > client  ACK 4
                    """);
        }

        @Test
        void grantIsLimitedInBlocksAndInOctets() {
            var served =
                    Served.with(b -> b.maxWindowsize(64).maxWindowBytes(10_000)).file("a", 100);
            var blocks = served.peer(3001).asks(rrq("a", "windowsize", "65535", "blksize", "8"));
            var octets = served.peer(3002).asks(rrq("a", "blksize", "1000", "windowsize", "65535"));
            served.runMillis(30);
            assertThat(blocks.last()).isEqualTo(oack("windowsize", "64", "blksize", "8"));
            assertThat(octets.last()).isEqualTo(oack("blksize", "1000", "windowsize", "10"));
        }

        @Test
        void unprovenPeerNeverGetsAWindow() {
            var served = Served.plain().file("a", 100_000);
            var peer = served.peer(3001).asks(rrq("a", "windowsize", "16"));
            served.runUntilQuiet();
            assertThat(peer.packets()).hasSize(3).containsOnly(oack("windowsize", "16"));
        }

        @Test
        void ack0OfAWindowStartsIt() {
            var served = Served.plain().file("a", 100_000);
            var peer = served.peer(3001).asks(rrq("a", "windowsize", "16"));
            served.runMillis(30);
            peer.answers(ack(0));
            served.runMillis(25);
            assertThat(peer.packets()).hasSize(17);
        }
    }
}
