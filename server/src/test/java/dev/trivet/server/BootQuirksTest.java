package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.rrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.sim.SimulatedTransfer;
import dev.trivet.transfer.Outcome;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What boot firmware does on the wire. Names and directories: [NameQuirksTest].
@DisplayName("Quirks of boot firmware")
class BootQuirksTest {
    @Test
    void uBootGetsItsOptionsInItsOrderAndTheTimeoutItAskedFor() {
        var served = Served.plain().file("boot.scr", 600);
        var peer = served.peer(3001).asksInOctets("1 boot.scr|octet|timeout|5|tsize|0|blksize|1468|");
        served.runMillis(30);
        assertThat(peer.wire()).containsExactly("6 timeout|5|tsize|600|blksize|1468|");
    }

    @Test
    void uBootThatAsksAgainEveryFiveSecondsHasOneTransfer() {
        var served = Served.plain().file("boot.scr", 600);
        Dialogue.holds(served, """
                0.000 client > server  RRQ boot.scr octet timeout 5 tsize 0 blksize 1468
                0.010 server > client  OACK timeout 5 tsize 600 blksize 1468  lost
                5.000 client > server  RRQ boot.scr octet timeout 5 tsize 0 blksize 1468
                5.010 server > client  OACK timeout 5 tsize 600 blksize 1468
                5.020 client > server  ACK 0
                5.030 server > client  DATA 1 (600)
                5.040 client > server  ACK 1
                """);
        assertThat(served.story()).isEqualTo("Requested Started Progress Ended");
    }

    /// 2018 and before; later ones compare without case.
    @Test
    void oldUBootHearsOptionNamesInItsOwnSpelling() {
        var served = Served.plain().file("uImage", 600);
        var peer = served.peer(3001).asksInOctets("1 uImage|octet|Timeout|5|TSIZE|0|blkSize|512|");
        served.runMillis(30);
        assertThat(peer.wire()).containsExactly("6 Timeout|5|TSIZE|600|blkSize|512|");
    }

    @Test
    void uBootOnLwipFindsBlksizeInFrontAsItAsked() {
        var served = Served.plain().file("Image", 600);
        var peer = served.peer(3001).asksInOctets("1 Image|octet|blksize|1468|tsize|0|timeout|5|");
        served.runMillis(30);
        assertThat(peer.wire()).containsExactly("6 blksize|1468|tsize|600|timeout|5|");
    }

    /// It acknowledges the first gap of its bitmap, which may be an old block; DATA 0 before a wrap would end it.
    @Test
    void ipxeMayAcknowledgeOldBlocksAndSeesNoBlock0() {
        var served = Served.plain().file("undionly.kpxe", 3000);
        Dialogue.holds(served, """
                0.000 client > server  RRQ undionly.kpxe octet blksize 1432 tsize 0 multicast\s
                0.010 server > client  OACK blksize 1432 tsize 3000
                0.020 client > server  ACK 0
                0.030 server > client  DATA 1 (1432)
                0.035 client > server  ACK 0
                0.040 client > server  ACK 1
                0.050 server > client  DATA 2 (1432)
                0.055 client > server  ACK 1
                0.060 client > server  ACK 2
                0.070 server > client  DATA 3 (136)
                0.075 client > server  ACK 1
                0.080 client > server  ACK 3
                """);
        assertThat(outcome(served)).isEqualTo(new Outcome.Completed());
    }

    @Test
    void ipxeThatAsksForTheSizeOnlyIsNoFailure() {
        var served = Served.plain().file("boot.ipxe", 600);
        Dialogue.holds(served, """
                0.000 client > server  RRQ boot.ipxe octet blksize 1432 tsize 0
                0.010 server > client  OACK blksize 1432 tsize 600
                0.020 client > server  ERROR 0 TFTP Aborted
                """);
        assertThat(outcome(served)).isEqualTo(new Outcome.SizeProbe());
    }

    /// It waits for an OACK and for nothing else.
    @Test
    void grubGetsAnOackEvenForAnEmptyFile() {
        var served = Served.plain().file("grub.cfg", 0);
        Dialogue.holds(served, """
                0.000 client > server  RRQ grub.cfg octet blksize 1024 tsize 0
                0.010 server > client  OACK blksize 1024
                0.020 client > server  ACK 0
                0.030 server > client  DATA 1 (0)
                0.040 client > server  ACK 1
                """);
    }

    @Test
    void grubThatAcknowledgesNothingWhileItsQueueIsFullGoesOnLater() {
        var served = Served.plain().file("initrd", 3000);
        var peer = served.peer(3001).asks(rrq("initrd", "blksize", "1024", "tsize", "0"));
        served.runMillis(30);
        peer.answers(ack(0));
        served.runMillis(30);
        peer.answers(ack(1));
        served.run(Duration.ofSeconds(25));
        assertThat(peer.heard).as("repeats of block 2 in 25 s").hasSizeBetween(3, 15);
        peer.answers(ack(2));
        served.runMillis(30);
        assertThat(peer.last())
                .isInstanceOfSatisfying(
                        Packet.Data.class,
                        data -> assertThat(data.block().value()).isEqualTo(3));
        peer.answers(ack(3));
        served.runUntilQuiet();
        assertThat(outcome(served)).isEqualTo(new Outcome.Completed());
    }

    /// It closes a file of which it has read enough.
    @Test
    void grubEndsAReadWithError0AndGetsNoAnswer() {
        var served = Served.plain().file("unicode.pf2", 3000);
        Dialogue.holds(served, """
                0.000 client > server  RRQ unicode.pf2 octet blksize 1024 tsize 0
                0.010 server > client  OACK blksize 1024 tsize 3000
                0.020 client > server  ACK 0
                0.030 server > client  DATA 1 (1024)
                0.040 client > server  ERROR 0 closed
                """);
        assertThat(outcome(served)).isEqualTo(new Outcome.StoppedByPeer(ErrorCode.NOT_DEFINED, "closed"));
    }

    /// EDK2. It refuses an OACK that says more than it asked for.
    @Test
    void uefiAsksForTheSizeAndThenForTheFile() {
        var served = Served.plain().file("bootx64.efi", 1500);
        Dialogue.holds(served, """
                0.000 client:1500 > server  RRQ bootx64.efi octet tsize 0 blksize 1468 windowsize 4
                0.010 server > client  OACK tsize 1500 blksize 1468 windowsize 4
                0.020 client:1500 > server  ERROR 8 User aborted the transfer
                0.030 client:1501 > server  RRQ bootx64.efi octet blksize 1468 windowsize 4
                0.040 server > client  OACK blksize 1468 windowsize 4
                0.050 client:1501 > server  ACK 0
                0.060 server > client  DATA 1 (1468)
                0.060 server > client  DATA 2 (32)
                0.070 client:1501 > server  ACK 2
                """);
        assertThat(outcomes(served)).containsExactly(new Outcome.SizeProbe(), new Outcome.Completed());
    }

    @Test
    void uefiNicsThatChokeOnFragmentsGetTheBlocksOfTheirRule() {
        var rule = ClientRule.of(ClientMatch.parse("00:11:22"), ClientMatch.parse("*.efi"))
                .maxBlksize(1024);
        var served = Served.with(b -> b.maxBlksize(65_464).client(rule)).file("bootx64.efi", 3000);
        var nic = served.peer(3001).asksInOctets("1 bootx64.efi|octet|tsize|0|blksize|8192|");
        served.runMillis(30);
        assertThat(nic.wire()).containsExactly("6 tsize|3000|blksize|1024|");
    }

    @Test
    void pxeRomAsksForTheSizeFromPort2070AndForTheFileFrom2071() {
        var served = Served.plain().file("pxelinux.0", 1500);
        Dialogue.holds(served, """
                0.000 client:2070 > server  RRQ pxelinux.0 octet tsize 0
                0.010 server > client  OACK tsize 1500
                0.020 client:2070 > server  ERROR 0 TFTP Aborted
                0.030 client:2071 > server  RRQ pxelinux.0 octet blksize 1456
                0.040 server > client  OACK blksize 1456
                0.050 client:2071 > server  ACK 0
                0.060 server > client  DATA 1 (1456)
                0.070 client:2071 > server  ACK 1
                0.080 server > client  DATA 2 (44)
                0.090 client:2071 > server  ACK 2
                """);
        assertThat(outcomes(served)).containsExactly(new Outcome.SizeProbe(), new Outcome.Completed());
    }

    @Test
    void pxeRomThatAsksTwiceAtOnceHasOneTransfer() {
        var served = Served.plain().file("pxelinux.0", 600);
        Dialogue.holds(served, """
                0.000 client:2070 > server  RRQ pxelinux.0 octet tsize 0
                0.000 client:2070 > server  RRQ pxelinux.0 octet tsize 0
                0.010 server > client  OACK tsize 600
                0.020 client:2070 > server  ACK 0
                0.030 server > client  DATA 1 (512)
                0.040 client:2070 > server  ACK 1
                0.050 server > client  DATA 2 (88)
                0.060 client:2070 > server  ACK 2
                """);
        assertThat(served.story()).isEqualTo("Requested Started Ended");
    }

    /// The second is given up as soon as the first answers.
    @Test
    void raspberryPiLetsTwoRequestsRaceAndStopsOne() {
        var served = Served.plain().file("start.elf", 600);
        Dialogue.holds(served, """
                0.000 client:49152 > server  RRQ start.elf octet tsize 0 blksize 1024
                0.000 client:49153 > server  RRQ start.elf octet tsize 0 blksize 1024
                0.010 server > client  OACK tsize 600 blksize 1024
                0.010 server > client  OACK tsize 600 blksize 1024
                0.020 client:49153 > server  ERROR 0 Early Terminate
                0.020 client:49152 > server  ACK 0
                0.030 server > client  DATA 1 (600)
                0.040 client:49152 > server  ACK 1
                """);
        assertThat(outcomes(served)).containsExactlyInAnyOrder(new Outcome.SizeProbe(), new Outcome.Completed());
    }

    @Test
    void raspberryPisMayStartFortyEightAtOnce() {
        var served = Served.plain().file("kernel8.img", 100_000);
        var reads = IntStream.rangeClosed(50, 97)
                .mapToObj(host -> served.client(host)
                        .options(Options.of("tsize", "0", "blksize", "1468"))
                        .read(served.address, "kernel8.img"))
                .toList();
        served.runUntilQuiet();
        assertThat(reads).allMatch(SimulatedTransfer::completed);
        assertThat(served.events(TransferEvent.Ended.class)).allMatch(ended -> ended.retransmissions() == 0);
    }

    @Test
    void mikrotikRouterBootGetsItsKernelByRfc1350Alone() {
        var served = Served.plain().file("image", 600);
        Dialogue.holds(served, """
                0.000 client > server  RRQ image octet
                0.010 server > client  DATA 1 (512)
                0.020 client > server  ACK 1
                0.030 server > client  DATA 2 (88)
                0.040 client > server  ACK 2
                """);
    }

    /// Its names go from the one of this very machine down to the plain one, every 20 s for ever.
    @Test
    void onieIsToldAtOnceWhichInstallersAreMissing() {
        var served = Served.plain().file("onie-installer", 600);
        Dialogue.holds(served, """
                0.000 client:1000 > server  RRQ onie-installer-x86_64-acme_as5712-r0 octet
                0.010 server > client  ERROR 1 File not found
                0.020 client:1001 > server  RRQ onie-installer-x86_64-acme_as5712 octet
                0.030 server > client  ERROR 1 File not found
                0.040 client:1002 > server  RRQ onie-installer-x86_64 octet
                0.050 server > client  ERROR 1 File not found
                0.060 client:1003 > server  RRQ onie-installer octet blksize 1468
                0.070 server > client  OACK blksize 1468
                0.080 client:1003 > server  ACK 0
                0.090 server > client  DATA 1 (600)
                0.100 client:1003 > server  ACK 1
                """);
    }

    /// A whole plant comes back after a power cut, each for a small file of its own.
    @Test
    void docsisModemsFetchTheirSmallFilesAllAtOnce() {
        var served = Served.plain();
        var modems = IntStream.range(0, 500).mapToObj(modem -> {
            served.file("modem" + modem + ".cfg", 300);
            return served.client(100 + modem % 100).read(served.address, "modem" + modem + ".cfg");
        });
        var reads = modems.toList();
        served.runUntilQuiet();
        assertThat(reads).allMatch(SimulatedTransfer::completed);
    }

    private static Outcome outcome(Served served) {
        assertThat(outcomes(served)).hasSize(1);
        return outcomes(served).getFirst();
    }

    private static List<Outcome> outcomes(Served served) {
        return served.events(TransferEvent.Ended.class).stream()
                .map(TransferEvent.Ended::outcome)
                .toList();
    }
}
