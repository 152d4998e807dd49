package dev.trivet.app.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.trivet.app.ExitCode;
import dev.trivet.app.StartException;
import dev.trivet.app.TrivetCommand;
import dev.trivet.linux.Users;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `trivet reload` and its socket.
class ReloadSocketTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void theCommandPrintsWhatTheServerAnswers() throws Exception {
        try (var socket = open()) {
            answer(socket, new Answer(true, List.of("reloaded trivet.toml: changed write")));
            assertThat(run("--socket", path().toString())).isZero();
            assertThat(text(out)).isEqualToNormalizingNewlines("reloaded trivet.toml: changed write\n");
            assertThat(text(err)).isEmpty();
        }
    }

    @Test
    void errorsGoToStandardErrorAndExit2() throws Exception {
        try (var socket = open()) {
            answer(socket, new Answer(false, List.of("trivet.toml:1:1: ünknown", "trivet.toml:2:1: wrong")));
            assertThat(run("--socket", path().toString())).isEqualTo(2);
            assertThat(text(err)).isEqualToNormalizingNewlines("trivet.toml:1:1: ünknown\ntrivet.toml:2:1: wrong\n");
            assertThat(text(out)).isEmpty();
        }
    }

    @Test
    void theFileNamesTheSocket() throws Exception {
        var file = folder.resolve("trivet.toml");
        Files.writeString(file, "colour = 1\nreload-socket = \"t.sock\"\n");
        try (var socket = open()) {
            answer(socket, new Answer(true, List.of("reloaded")));
            assertThat(run("--config", file.toString())).isZero();
        }
    }

    @Test
    void aFileWithoutASocketIsToldWithTheRemedy() throws Exception {
        var file = folder.resolve("trivet.toml");
        Files.writeString(file, "log = \"text\"\n");
        assertThat(run("--config", file.toString())).isEqualTo(2);
        assertThat(text(err)).contains("names no reload-socket").contains("SIGHUP");
    }

    @Test
    void whereNoServerIsTheCommandSaysSo() {
        assertThat(run("--socket", path().toString())).isEqualTo(2);
        assertThat(text(err)).contains("no server answers at " + path()).contains("is it running");
    }

    @Test
    void theServerMustBeNamedOnce() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--socket", "a", "--config", "b")).isEqualTo(2);
        assertThat(text(err)).contains("by --config FILE or by --socket PATH");
    }

    @Test
    void aClientThatSaysNothingKeepsNobodyWaitingForLong() throws Exception {
        try (var socket = open();
                var silent = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
            answer(socket, new Answer(true, List.of("reloaded")));
            assertThat(silent.isConnected()).isTrue();
            assertThat(run("--socket", path().toString())).isZero();
        }
    }

    @Test
    void anotherRequestIsAnsweredAsUnknown() throws Exception {
        try (var socket = open()) {
            answer(socket, new Answer(true, List.of("reloaded")));
            try (var client = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
                SocketMessage.write(client, "stop\n");
                client.shutdownOutput();
                var answer = Answer.parse(SocketMessage.read(client, 1000, Duration.ofSeconds(20)));
                assertThat(answer.done()).isFalse();
                assertThat(answer.lines().getFirst()).contains("knows no such request");
            }
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the folder's access list holds there")
    void nobodyElseMayUseTheSocket() throws Exception {
        try (var socket = open()) {
            assertThat(socket).isNotNull();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                    .isEqualTo("rw-------");
        }
        assertThat(path()).doesNotExist();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "--user needs Linux")
    void rootMakesNoSocketWhereOthersMayPutLinks() throws Exception {
        assumeTrue(Users.effective() == 0, "this is about root");
        assertThat(ReloadSocket.isTrapForRoot(path())).isFalse();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertRefused();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setAttribute(folder, "unix:uid", 65534);
        assertRefused();
        var link = folder.resolveSibling(folder.getFileName() + "-link");
        Files.createSymbolicLink(link, folder);
        try {
            assertThat(ReloadSocket.isTrapForRoot(link.resolve("t.sock"))).isTrue();
        } finally {
            Files.delete(link);
            Files.setAttribute(folder, "unix:uid", 0);
        }
    }

    private void assertRefused() {
        assertThatExceptionOfType(StartException.class)
                .isThrownBy(this::open)
                .withMessageContaining("others than root may change the folder of " + path());
        assertThat(path()).doesNotExist();
    }

    @Test
    void theSocketOfADeadServerIsReplaced() throws Exception {
        try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(path()));
        }
        assertThat(path()).exists();
        try (var socket = open()) {
            answer(socket, new Answer(true, List.of()));
            assertThat(run("--socket", path().toString())).isZero();
        }
    }

    @Test
    void theSocketOfALivingServerIsNot() throws Exception {
        try (var socket = open()) {
            var heard = new CountDownLatch(1);
            assertThatExceptionOfType(StartException.class)
                    .isThrownBy(() -> ReloadSocket.open(path(), Optional.empty()))
                    .withMessageContaining("a running server has the reload-socket " + path())
                    .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.CANNOT_LISTEN));
            socket.answer(
                    () -> {
                        heard.countDown();
                        return new Answer(true, List.of());
                    },
                    _ -> {});
            assertThat(run("--socket", path().toString())).isZero();
            assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aFileOfAnotherKindStays() throws Exception {
        Files.writeString(path(), "precious");
        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> ReloadSocket.open(path(), Optional.empty()))
                .withMessageContaining("no socket; name another path");
        assertThat(path()).hasContent("precious");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        var place = folder.resolve("none/t.sock");
        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> ReloadSocket.open(place, Optional.empty()))
                .withMessageContaining(place.toString())
                .withMessageContaining("is its folder there");
    }

    private Path path() {
        return folder.resolve("t.sock");
    }

    private ReloadSocket open() throws StartException {
        return ReloadSocket.open(path(), Optional.empty());
    }

    private static void answer(ReloadSocket socket, Answer answer) {
        socket.answer(() -> answer, _ -> {});
    }

    private int run(String... flags) {
        var args = new ArrayList<>(List.of("reload"));
        args.addAll(List.of(flags));
        return TrivetCommand.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new ReloadCommand());
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
