package dev.trivet.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.client.TftpClient;
import dev.trivet.client.TftpException;
import dev.trivet.content.Content;
import dev.trivet.server.TftpServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Each example runs, and does what it says.
@Timeout(60) // for a machine that hangs
class ExamplesTest {
    private final TftpClient client = TftpClient.create();

    @TempDir
    private Path folder;

    @Test
    void aFolderIsServed() throws Exception {
        Files.writeString(folder.resolve("boot.cfg"), "kernel vmlinuz\n");
        try (var program = Example.start("ServeFolder", folder, "127.0.0.1", 0)) {
            var at = URI.create(program.after("serving at "));
            assertThat(client.get(at.resolve("boot.cfg")).bytes()).asString().isEqualTo("kernel vmlinuz\n");
        }
    }

    @Test
    void aPhoneGetsTheConfigurationThatWasMadeForIt() throws Exception {
        try (var program = Example.start("PhoneConfiguration", "127.0.0.1", 0)) {
            var at = URI.create(program.after("serving at "));
            assertThat(client.get(at.resolve("SEP00112233aabb.cnf.xml")).bytes())
                    .asString()
                    .contains("<name>2002</name>");
            assertThatThrownBy(() -> client.get(at.resolve("SEPFFFFFFFFFFFF.cnf.xml")))
                    .isInstanceOfSatisfying(
                            TftpException.class, e -> assertThat(e.reason()).isEqualTo(TftpException.Reason.REFUSED));
        }
    }

    @Test
    void whatChangedInARoutersConfigurationIsTold() throws Exception {
        try (var program = Example.start("RouterBackup", folder, "127.0.0.1", 0)) {
            var at = URI.create(program.after("waiting at "));
            client.put("hostname r1\nno ip http server\n".getBytes(), at);
            assertThat(program.line()).isEqualTo("r1-confg from 127.0.0.1");
            assertThat(program.line()).isEqualTo("  + hostname r1");
            assertThat(program.line()).isEqualTo("  + no ip http server");
            client.put("hostname r1\nip http server\u001b[2J\n".getBytes(), at);
            assertThat(program.line()).isEqualTo("r1-confg from 127.0.0.1");
            assertThat(program.line()).isEqualTo("  - no ip http server");
            assertThat(program.line()).isEqualTo("  + ip http server\\x1B[2J");
        }
    }

    @Test
    void progressOfAFetchIsShown() throws Exception {
        var image = new byte[3_000_000];
        new Random(1).nextBytes(image);
        var builder = TftpServer.builder().listen("127.0.0.1", 0).route("boot.img", _ -> Content.of(image));
        try (var server = builder.start();
                var program = Example.start("FetchWithProgress", server.uri("boot.img"), folder.resolve("boot.img"))) {
            assertThat(program.rest())
                    .startsWith("asking 127.0.0.1", "it answers, 3000000 octets to come")
                    .last()
                    .asString()
                    .startsWith("3000000 octets in blocks of ");
            assertThat(program.exitCode()).isZero();
            assertThat(folder.resolve("boot.img")).hasBinaryContent(image);
        }
    }

    @Test
    void aFetchThatFailsSaysWhyAndWhatToDo() throws Exception {
        try (var server =
                        TftpServer.builder().listen("127.0.0.1", 0).root(folder).start();
                var program = Example.start("FetchWithProgress", server.uri("missing"), folder.resolve("missing"))) {
            assertThat(program.rest()).hasSizeGreaterThan(2).anyMatch(line -> line.contains("not found"));
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aClientOfOnesOwnIsTestedInASimulatedNetwork() throws Exception {
        try (var program = Example.start("TestYourClient")) {
            assertThat(program.rest())
                    .startsWith("0.000 client > server  RRQ boot.img octet")
                    .anyMatch(line -> line.endsWith("lost"))
                    .endsWith("fetched 5000 octets whole");
            assertThat(program.exitCode()).isZero();
        }
    }
}
