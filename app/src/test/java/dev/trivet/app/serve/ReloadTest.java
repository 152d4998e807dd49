package dev.trivet.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.ServeSettings;
import dev.trivet.app.settings.SettingsSource;
import dev.trivet.app.settings.Values;
import dev.trivet.content.WritePolicy;
import dev.trivet.server.TftpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reading the settings of a running server again.
class ReloadTest {
    private static final String LISTEN = "listen = \"127.0.0.1:0\"\n";

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private Path file;
    private SettingsSource source;
    private TftpServer server;
    private Reload reload;

    @BeforeEach
    void start() throws Exception {
        file = folder.resolve("trivet.toml");
        Files.createDirectory(folder.resolve("a"));
        Files.createDirectory(folder.resolve("b"));
        write("[[root]]\ndirectory = \"a\"\n");
        source = new SettingsSource(Optional.of(file), Optional.empty(), Values.NONE);
        var settings = source.read();
        server = Building.builder(settings, 100, _ -> {}).start();
        reload = reload(source, settings);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theNewSettingsHoldAndTheAnswerSaysWhatChanged() throws IOException {
        write("max-windowsize = 4\ndrain-timeout = 3\n[[root]]\ndirectory = \"b\"\nwrite = \"create\"\n"
                + "[[client]]\nmatch = \"::1\"\nmax-blksize = 512\n");
        var answer = reload.now("test");
        assertThat(answer.done()).isTrue();
        assertThat(answer.lines())
                .containsExactly("reloaded " + file + ": changed max-windowsize, drain-timeout, [[root]], [[client]]");
        assertThat(server.roots()).singleElement().satisfies(root -> {
            assertThat(root.path()).isEqualTo(folder.resolve("b").toRealPath());
            assertThat(root.root().write()).isEqualTo(WritePolicy.CREATE);
        });
        assertThat(reload.drainTimeout()).hasSeconds(3);
    }

    @Test
    void aReloadThatHangsKeepsNobodyFromEndingTheServer() throws Exception {
        var hangs = new CountDownLatch(1);
        var goesOn = new CountDownLatch(1);
        var stuck = new PrintStream(new ByteArrayOutputStream()) {
            @Override
            public void println(String line) {
                hangs.countDown();
                assertThatNoException().isThrownBy(goesOn::await);
            }
        };
        var settings = source.read();
        var hanging = new Reload(
                source,
                settings,
                server,
                new Log(new LogOutput.Stream(stuck), Log.Form.of(settings), InstantSource.system()));
        var asking = Thread.ofPlatform().daemon().start(() -> hanging.now("test"));
        try {
            assertThat(hangs.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(CompletableFuture.supplyAsync(hanging::drainTimeout).get(20, TimeUnit.SECONDS))
                    .isPositive();
        } finally {
            goesOn.countDown();
            asking.join();
        }
    }

    @Test
    void aFileThatSaysTheSameChangesNothing() throws IOException {
        write("# a comment moves it\n\n[[root]]\ndirectory = \"a\"\n");
        assertThat(reload.now("test").lines()).containsExactly("reloaded " + file + ": nothing changed");
    }

    @Test
    void aBadFileKeepsTheOldSettingsAndSaysWhereItIsWrong() throws IOException {
        write("max-blksze = 512\n[[root]]\ndirectory = \"b\"\nwrite = \"maybe\"\n");
        var answer = reload.now("SIGHUP");
        assertThat(answer.done()).isFalse();
        assertThat(answer.lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(file + ":2:1: ").contains("'max-blksize' meant?"),
                        line -> assertThat(line).startsWith(file + ":5:1: ").contains("'maybe'"));
        assertThat(server.roots().getFirst().path())
                .isEqualTo(folder.resolve("a").toRealPath());
        assertThat(log()).contains(" error SIGHUP: " + file + ":2:1: ").contains("the old settings stay");
    }

    @Test
    void theMapFileIsReadAgainAndABadOneKeepsTheOldRules() throws Exception {
        var map = Files.writeString(folder.resolve("tftp.map"), "r a b\n");
        write("map-file = \"tftp.map\"\n[[root]]\ndirectory = \"a\"\n");
        assertThat(reload.now("test").lines())
                .containsExactly("reloaded " + file + ": changed map-file; read " + map + " again");
        Files.writeString(map, "r a\nq a b\n");
        var answer = reload.now("SIGHUP");
        assertThat(answer.done()).isFalse();
        assertThat(answer.lines()).singleElement().asString().startsWith(map + ":2:1: 'q' is no letter");
        assertThat(log()).contains("SIGHUP: " + map + ":2:1: ").contains("the old settings stay");
    }

    @Test
    void theMapFileIsReadAgainWhereThereIsNoOtherFile() throws Exception {
        var map = Files.writeString(folder.resolve("tftp.map"), "r a b\n");
        var flags = Values.NONE
                .with(Keys.MAP_FILE, map)
                .with(Keys.LISTEN, source.read().get(Keys.LISTEN));
        var ours = new SettingsSource(Optional.empty(), Optional.of(folder.resolve("a")), flags);
        var settings = ours.read();
        assertThat(reload(ours, settings).now("SIGHUP").lines()).containsExactly("read " + map + " again");
        Files.delete(map);
        assertThat(reload(ours, settings).now("SIGHUP").lines())
                .singleElement()
                .asString()
                .contains("there is no such file");
    }

    @Test
    void aFolderThatCannotBeServedKeepsTheOldSettings() throws IOException {
        write("[[root]]\ndirectory = \"a\"\n[[root]]\ndirectory = \"none\"\n");
        var answer = reload.now("test");
        assertThat(answer.done()).isFalse();
        assertThat(answer.lines())
                .singleElement()
                .asString()
                .startsWith(file + ":4:1: ")
                .contains("no such directory");
        assertThat(server.roots()).hasSize(1);
    }

    @Test
    void whatNeedsARestartIsRefusedByName() throws IOException {
        Files.writeString(file, """
                listen = "127.0.0.1:6969"
                single-port = true
                port-range = "50000:50999"
                engine = "portable"
                user = "nobody"
                spin = 5
                reload-socket = "t.sock"
                [[root]]
                directory = "b"
                """);
        var answer = reload.now("test");
        assertThat(answer.done()).isFalse();
        assertThat(answer.lines())
                .hasSize(7)
                .allMatch(line -> line.endsWith("that needs a restart"))
                .contains(
                        file + ":1:1: listen cannot change from 127.0.0.1:0 to 127.0.0.1:6969 while the server runs:"
                                + " that needs a restart",
                        file + ":5:1: user cannot change from 'the one that started it' to nobody while the server"
                                + " runs: that needs a restart");
        assertThat(server.roots().getFirst().path())
                .isEqualTo(folder.resolve("a").toRealPath());
    }

    @Test
    void theLogTakesItsNewForm() throws IOException {
        write("log = \"json\"\n[[root]]\ndirectory = \"a\"\n");
        reload.now("test");
        assertThat(log().lines().reduce((_, last) -> last))
                .hasValueSatisfying(line -> assertThat(line).startsWith("{").contains("changed log"));
    }

    @Test
    void withoutAFileThereIsNothingToReadAgain() {
        var none = new SettingsSource(Optional.empty(), Optional.of(folder.resolve("a")), Values.NONE);
        var answer = reload(none, new ServeSettings(Values.NONE, List.of(), Values.NONE, List.of(), Map.of()))
                .now("SIGHUP");
        assertThat(answer.done()).isFalse();
        assertThat(answer.lines().getFirst()).contains("there is no file").contains("--config FILE");
    }

    @Test
    void aServerThatEndsSaysSo() throws IOException {
        server.close();
        write("max-windowsize = 4\n[[root]]\ndirectory = \"a\"\n");
        assertThat(reload.now("test").lines()).singleElement().asString().contains("closed");
    }

    private Reload reload(SettingsSource from, ServeSettings current) {
        var log = new Log(
                new LogOutput.Stream(new PrintStream(logged, true, StandardCharsets.UTF_8)),
                Log.Form.of(current),
                InstantSource.system());
        return new Reload(from, current, server, log);
    }

    private void write(String toml) throws IOException {
        Files.writeString(file, LISTEN + toml);
    }

    private String log() {
        return logged.toString(StandardCharsets.UTF_8);
    }
}
