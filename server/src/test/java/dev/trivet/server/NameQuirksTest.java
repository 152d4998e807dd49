package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.data;
import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.oack;
import static dev.trivet.server.Peer.rrq;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.content.Content;
import dev.trivet.content.Rule;
import dev.trivet.content.WritePolicy;
import dev.trivet.explain.Situation;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Mode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients ask for, from real directories.
@DisplayName("Quirks of names")
class NameQuirksTest {
    private static final Packet MISSING = error(ErrorCode.FILE_NOT_FOUND, "File not found");

    @TempDir
    private Path folder;

    /// After any other code than 1 and 2 it begins anew, for ever.
    @ParameterizedTest
    @ValueSource(strings = {"missing", "no/such/folder", "boot", "../../etc/passwd", "secret.key", "boot.scr/x"})
    void uBootIsToldByCode1Or2ThatTheAnswerIsFinal(String name) {
        try (var tree = ServedFolder.at(folder, r -> r.rules(Rule.names("*.key").read(false)))) {
            tree.file("boot/boot.scr", 10).file("boot.scr", 10).file("secret.key", 10);
            var peer = tree.served.peer(3001).asks(rrq(name, "timeout", "5", "tsize", "0", "blksize", "1468"));
            tree.served.runUntilQuiet();
            assertThat(peer.packets()).hasSize(1);
            assertThat(peer.last())
                    .isInstanceOfSatisfying(
                            Packet.Error.class,
                            e -> assertThat(e.code()).isIn(ErrorCode.FILE_NOT_FOUND, ErrorCode.ACCESS_VIOLATION));
        }
    }

    @Test
    void grubMayDoubleItsSlashes() {
        try (var tree = ServedFolder.at(folder, r -> r)) {
            tree.file("boot/grub/grub.cfg", 600);
            assertFirst(tree, "//boot//grub/grub.cfg", oack("blksize", "1024", "tsize", "600"));
            assertSteps(tree, "doubled / read as one");
        }
    }

    @Test
    void pxeRomMayEndTheNameInFf() {
        try (var tree = ServedFolder.at(folder, r -> r)) {
            tree.file("pxelinux.0", 600);
            var peer = tree.served.peer(2070).asksInOctets("1 pxelinux.0\u00ff|octet|tsize|0|");
            tree.served.runMillis(30);
            assertThat(peer.wire()).containsExactly("6 tsize|600|");
            assertSteps(tree, "trailing 0xFF dropped");
        }
    }

    /// Nothing is guessed: a name that somebody else's file is near to is no name. The log says what is near.
    @Test
    void pxeRomThatCutsOffTheLastLetterIsRefusedAndTheLogNamesTheFile() {
        try (var tree = ServedFolder.at(folder, r -> r)) {
            tree.file("pxelinux.0", 600);
            assertFirst(tree, "pxelinux.", MISSING);
            assertThat(tree.served.events(TransferEvent.Refused.class))
                    .singleElement()
                    .satisfies(e -> assertThat(e.refusal().cause()).contains("pxelinux.0"));
        }
    }

    /// It adds an octet to each ACK, the window that it would like next.
    @Test
    void windowsBootManagerWritesBackslashesAndAnyCase() {
        try (var tree = ServedFolder.at(folder, r -> r.ignoreCase(true))) {
            tree.file("Boot/BCD", 600);
            var peer = tree.served
                    .peer(3001)
                    .asksInOctets("1 \\boot\\bcd|octet|tsize|0|blksize|1456|windowsize|16|msftwindow|31416|");
            tree.served.runMillis(30);
            assertThat(peer.wire()).containsExactly("6 tsize|600|blksize|1456|windowsize|16|");
            peer.answersInOctets("4 ||\u0010");
            tree.served.runMillis(30);
            assertThat(peer.last()).isEqualTo(data(1, 600));
            peer.answersInOctets("4 |\u0001\u0010");
            tree.served.runUntilQuiet();
            assertSteps(tree, "\\ read as /", "found in other case");
        }
    }

    /// Without `-i` it asks for netascii, and asks for no options ever.
    @Test
    void windowsTftpExeGetsNetasciiThatItCanUndo() {
        try (var tree = ServedFolder.at(folder, r -> r.write(WritePolicy.CREATE))) {
            tree.file("notes.txt", "a\nb\rc".getBytes(StandardCharsets.US_ASCII));
            var reads = tree.served.peer(3001).asksInOctets("1 notes.txt|netascii|");
            tree.served.runMillis(30);
            assertThat(reads.wire()).containsExactly("3 |\u0001a\r\nb\r|c");
            reads.answers(ack(1));
            var writes = tree.served.peer(3002).asksInOctets("2 new.txt|netascii|");
            tree.served.runMillis(30);
            writes.answers(data(1, "a\r\nb\r\0c".getBytes(StandardCharsets.US_ASCII)));
            tree.served.runUntilQuiet();
            assertThat(tree.stored("new.txt")).asString().isEqualTo("a\nb\rc");
        }
    }

    @Test
    void windowsTftpExeThatFetchesABinaryFileAsTextIsNamedInTheLog() {
        try (var tree = ServedFolder.at(folder, r -> r)) {
            tree.file("firmware.bin", new byte[] {0x7F, 'E', 'L', 'F', 0, 0, 1});
            tree.served.peer(3001).asksInOctets("1 firmware.bin|netascii|");
            tree.served.runMillis(30);
            assertThat(tree.served.events(TransferEvent.Hint.class))
                    .singleElement()
                    .satisfies(
                            hint -> assertThat(hint.explanation().situation()).isEqualTo(Situation.TEXT_OF_BINARY));
        }
    }

    /// Each miss takes one round trip and holds nothing.
    @Test
    void ciscoAutoInstallAsksForOneNameAfterTheOther() {
        try (var tree = ServedFolder.at(folder, r -> r)) {
            tree.file("ciscortr.cfg", 600);
            Dialogue.holds(tree.served, """
                    0.000 client:1000 > server  RRQ network-confg octet
                    0.010 server > client  ERROR 1 File not found
                    0.020 client:1001 > server  RRQ cisconet.cfg octet
                    0.030 server > client  ERROR 1 File not found
                    0.040 client:1002 > server  RRQ router-confg octet
                    0.050 server > client  ERROR 1 File not found
                    0.060 client:1003 > server  RRQ ciscortr.cfg octet
                    0.070 server > client  DATA 1 (512)
                    0.080 client:1003 > server  ACK 1
                    0.090 server > client  DATA 2 (88)
                    0.100 client:1003 > server  ACK 2
                    """);
        }
    }

    @Test
    void ciscoPhoneGetsTheFileMadeForItsMacAndErrorsForAllItDoesWithout() {
        var served = Served.with(
                b -> b.route("SEP{mac}.cnf.xml", request -> Content.of("<device>" + request.variable("mac"))));
        served.file("XMLDefault.cnf.xml", 100);
        var names = List.of("CTLSEP001122334455.tlv", "ITLSEP001122334455.tlv", "SEP001122334455.cnf.xml");
        var peers = names.stream()
                .map(name -> served.peer(40_000 + names.indexOf(name)).asks(rrq(name)))
                .toList();
        var another = served.peer(40_010).asks(rrq("XMLDefault.cnf.xml"));
        served.runMillis(30);
        assertThat(peers)
                .extracting(Peer::wire)
                .containsExactly(
                        List.of("5 |\u0001File not found|"),
                        List.of("5 |\u0001File not found|"),
                        List.of("3 |\u0001<device>001122334455"));
        assertThat(another.last()).isEqualTo(data(1, 100));
        peers.getLast().answers(ack(1));
        another.answers(ack(1));
        served.runUntilQuiet();
    }

    @Test
    void polycomPhoneReplacesItsLogsAndNothingElse() {
        var logs = Rule.names("*-boot.log", "*-app.log", "*-phone.cfg", "*-web.cfg", "*-directory.xml")
                .write(WritePolicy.OVERWRITE)
                .maxUpload(2048);
        try (var tree = ServedFolder.at(folder, r -> r.rules(logs))) {
            tree.file("000000000000.cfg", 100);
            assertThat(upload(tree, 1, "0004f2aabbcc-boot.log", 600)).isEqualTo(ack(2));
            assertThat(upload(tree, 2, "0004f2aabbcc-boot.log", 700)).isEqualTo(ack(2));
            assertThat(tree.stored("0004f2aabbcc-boot.log")).hasSize(700);
            assertThat(upload(tree, 3, "000000000000.cfg", 600))
                    .isInstanceOfSatisfying(
                            Packet.Error.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_VIOLATION));
            assertThat(upload(tree, 4, "0004f2aabbcc-app.log", 4000))
                    .isInstanceOfSatisfying(
                            Packet.Error.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DISK_FULL));
            assertThat(folder.resolve("0004f2aabbcc-app.log")).doesNotExist();
            tree.served.runUntilQuiet();
        }
    }

    /// One with a capital letter, one without: the file is there once.
    @ParameterizedTest
    @ValueSource(strings = {"snomD735-000413A1B2C3.htm", "snomd735-000413a1b2c3.htm"})
    void snomAndYealinkWriteTheirMacInEitherCase(String name) {
        try (var tree = ServedFolder.at(folder, r -> r.ignoreCase(true))) {
            tree.file("snomD735-000413A1B2C3.htm", 600);
            assertFirst(tree, name, oack("blksize", "1024", "tsize", "600"));
        }
    }

    @Test
    void raspberryPiTriesTheFolderOfItsSerialFirst() {
        try (var tree = ServedFolder.at(folder, r -> r)) {
            tree.file("a1b2c3d4/config.txt", 10).file("start4.elf", 600);
            Dialogue.holds(tree.served, """
                    0.000 client:1000 > server  RRQ a1b2c3d4/start4.elf octet tsize 0 blksize 1024
                    0.010 server > client  ERROR 1 File not found
                    0.020 client:1001 > server  RRQ a1b2c3d4/start.elf octet tsize 0 blksize 1024
                    0.030 server > client  ERROR 1 File not found
                    0.040 client:1002 > server  RRQ a1b2c3d4/config.txt octet tsize 0 blksize 1024
                    0.050 server > client  OACK tsize 10 blksize 1024
                    0.060 client:1002 > server  ACK 0
                    0.070 server > client  DATA 1 (10)
                    0.080 client:1002 > server  ACK 1
                    0.090 client:1003 > server  RRQ start4.elf octet tsize 0 blksize 1024
                    0.100 server > client  OACK tsize 600 blksize 1024
                    0.110 client:1003 > server  ACK 0
                    0.120 server > client  DATA 1 (600)
                    0.130 client:1003 > server  ACK 1
                    """);
        }
    }

    /// Some servers end the transfer there.
    @Test
    void anyClientMayAskForTheSizeOfNetascii() {
        try (var tree = ServedFolder.at(folder, r -> r)) {
            tree.file("notes.txt", "a\nb".getBytes(StandardCharsets.US_ASCII));
            var request = new Packet.ReadRequest("notes.txt", Mode.NETASCII, Options.of("tsize", "0"));
            var peer = tree.served.peer(3001).asks(request);
            tree.served.runMillis(30);
            assertThat(peer.last()).isEqualTo(oack("tsize", "4"));
        }
    }

    private static void assertFirst(ServedFolder tree, String name, Packet answer) {
        var peer = tree.served.peer(3001).asks(rrq(name, "blksize", "1024", "tsize", "0"));
        tree.served.runMillis(30);
        assertThat(peer.packets()).containsExactly(answer);
    }

    private static void assertSteps(ServedFolder tree, String... steps) {
        assertThat(tree.served.events(TransferEvent.Started.class))
                .singleElement()
                .satisfies(e -> assertThat(e.steps()).containsExactly(steps));
    }

    /// Sends all of it, whatever the answers; the last of those.
    private static Object upload(ServedFolder tree, int client, String name, int octets) {
        var peer = tree.served.peer(4000 + client).asks(wrq(name));
        tree.served.runMillis(50);
        for (int block = 1; peer.last() instanceof Packet.Ack && octets >= 0; block++, octets -= 512) {
            peer.answers(data(block, Math.min(octets, 512)));
            tree.served.runMillis(50);
        }
        return peer.last();
    }
}
