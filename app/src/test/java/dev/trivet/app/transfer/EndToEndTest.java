package dev.trivet.app.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.app.Commands;
import dev.trivet.app.Commands.Run;
import dev.trivet.content.WritePolicy;
import dev.trivet.server.TftpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole command, as a process would run it, against a server on loopback.
///
/// ```
/// folder/tftpboot/          served, uploads create
///        |-- image          many blocks
///        `-- hello.txt
/// ```
class EndToEndTest {
    private static final byte[] IMAGE = new byte[1_000_003];

    @TempDir
    Path folder = Path.of("");

    private Path root = Path.of("");
    private String address = "";
    private AutoCloseable server = () -> {};

    @BeforeEach
    void serve() throws IOException {
        new Random(7).nextBytes(IMAGE);
        root = Files.createDirectory(folder.resolve("tftpboot"));
        Files.write(root.resolve("image"), IMAGE);
        Files.writeString(root.resolve("hello.txt"), "hello\n");
        var started = TftpServer.builder()
                .listen("127.0.0.1", 0)
                .root(root)
                .write(WritePolicy.CREATE)
                .start();
        server = started;
        address = "tftp://127.0.0.1:" + started.addresses().getFirst().getPort() + "/";
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void filesAreFetchedIntoAFolder() throws IOException {
        var target = Files.createDirectory(folder.resolve("target"));
        var run = Commands.run("get", uri("image"), uri("hello.txt"), "-o", target.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(target.resolve("image")).hasBinaryContent(IMAGE);
        assertThat(target.resolve("hello.txt")).hasContent("hello\n");
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("1000003 octets in ");
    }

    @Test
    void standardOutputGetsTheContentAlone() {
        var run = Commands.run("get", uri("hello.txt"), "-o", "-", "--no-options");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("hello\n");
    }

    @Test
    void whatIsRefusedLeavesTheOldFileAndExits4() throws IOException {
        var old = Files.writeString(folder.resolve("old"), "old");
        var run = Commands.run("get", uri("missing"), "-o", old.toString());
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(old).hasContent("old");
        assertThat(run.err()).contains("trivet: " + uri("missing") + ": ").contains("remedy: ");
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().contains("trivet-part"));
    }

    @Test
    void filesAreSentIntoAFolderOfTheServer() throws IOException {
        var file = Files.write(folder.resolve("r1 confg"), IMAGE);
        var run = Commands.run("put", "--json", file.toString(), uri(""));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(root.resolve("r1 confg")).hasBinaryContent(IMAGE);
        assertThat(run.out()).contains("\"outcome\":\"completed\",\"octets\":1000003,");
    }

    @Test
    void standardInputIsSent() {
        var run = typing("typed", "put", "-", uri("typed"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(root.resolve("typed")).hasContent("typed");
    }

    @Test
    void aNameThatIsTakenIsRefusedByTheServer() {
        var run = typing("typed", "put", "-", uri("hello.txt"));
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(root.resolve("hello.txt")).hasContent("hello\n");
    }

    @Test
    void aMissingLocalFileExits3() {
        var run = Commands.run("put", folder.resolve("missing").toString(), uri("x"));
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("trivet: " + uri("x") + ": ").contains("missing");
    }

    @Test
    void whereNobodyListensItExits5() throws Exception {
        server.close();
        var run = Commands.run("get", uri("hello.txt"), "-o", "-", "--give-up", "1");
        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.err()).contains("remedy: ");
    }

    private String uri(String name) {
        return address + name;
    }

    private static Run typing(String text, String... args) {
        return Commands.run(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), args);
    }
}
