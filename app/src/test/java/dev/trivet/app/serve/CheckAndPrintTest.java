package dev.trivet.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.app.ExitCode;
import dev.trivet.app.TrivetCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `serve --config`, `--check` and `--print-config` on the command line.
class CheckAndPrintTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void makeFolders() throws IOException {
        file = folder.resolve("trivet.toml");
        Files.createDirectory(folder.resolve("boot"));
        Files.createDirectory(folder.resolve("configs"));
        Files.writeString(file, """
                listen = "127.0.0.1:6969"
                [[root]]
                directory = "boot"
                [[root]]
                directory = "configs"
                prefix = "configs/"
                write = "version"
                allow-write = "192.0.2.0/24"
                [[root.rule]]
                names = "*.key"
                read = false
                [[client]]
                match = "10.1.0.0/16"
                max-blksize = 512
                """);
    }

    @Test
    void anAddressOfAnotherIpVersionIsRefusedWithWords() {
        assertThat(run("--config", file.toString(), "--ip-version", "6", "--check"))
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(text(err)).contains("'127.0.0.1:6969' is no address of IPv6");
    }

    @Test
    void aCheckTellsWhatWouldBeServed() throws IOException {
        assertThat(run("--config", file.toString(), "--check")).isZero();
        var real = folder.toRealPath();
        assertThat(text(out)).isEqualToNormalizingNewlines("""
                Would listen on 127.0.0.1:6969 and serve:
                  %s/boot (read only)
                  configs/ from %s/configs (uploads: version by 192.0.2.0/24)
                    rule "*.key"
                  client 10.1.0.0/16: max-blksize 512
                """.formatted(real, real));
        assertThat(text(err)).isEmpty();
    }

    @Test
    void aCheckFindsEachFolderThatCannotBeServed() throws IOException {
        Files.delete(folder.resolve("boot"));
        Files.delete(folder.resolve("configs"));
        Files.createFile(folder.resolve("configs"));
        assertThat(run("--config", file.toString(), "--check")).isEqualTo(3);
        assertThat(text(err).lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(file + ":2:1: ").contains("boot: no such directory"),
                        line -> assertThat(line).startsWith(file + ":4:1: ").contains("configs: not a directory"));
        assertThat(text(out)).isEmpty();
    }

    @Test
    void aCheckFindsWhatThisMachineLacks() throws IOException {
        Files.writeString(file, "reload-socket = \"none/t.sock\"\nuser = \"no such user\"\n");
        assertThat(run("--config", file.toString(), "--check")).isEqualTo(2);
        assertThat(text(err))
                .contains(file + ":1:1: reload-socket: there is no folder " + folder.resolve("none"))
                .contains(file + ":2:1: --user");
    }

    @Test
    void aCheckMakesNoFolder() {
        assertThat(run("--check", "--listen", ":6969")).isZero();
        assertThat(text(out)).contains("./tftpboot");
        assertThat(Path.of("tftpboot")).doesNotExist();
    }

    @Test
    void settingsThatAreWrongAreUsage() throws IOException {
        Files.writeString(file, "lisen = \":69\"\nmax-blksize = 7\n");
        assertThat(run("--config", file.toString(), "--check")).isEqualTo(2);
        assertThat(text(err).lines()).hasSize(2).allMatch(line -> line.startsWith(file + ":"));
        assertThat(run("--config", file.toString())).isEqualTo(2);
    }

    @Test
    void aFileThatIsNotThereIsALocalFile() {
        assertThat(run("--config", folder.resolve("none").toString())).isEqualTo(3);
        assertThat(text(err)).contains("there is no such file");
    }

    @Test
    void whatIsPrintedPrintsTheSameAgainAndNothingElse() throws IOException {
        assertThat(run("--config", file.toString(), "--print-config", "--max-windowsize", "8", "--no-single-port"))
                .isZero();
        var first = text(out);
        assertThat(first).contains("max-windowsize = 8\n").contains("directory = \"" + folder.resolve("boot") + "\"\n");
        var printed = folder.resolve("elsewhere.toml");
        Files.writeString(printed, first);
        out.reset();
        assertThat(run("--config", printed.toString(), "--print-config")).isZero();
        assertThat(text(out)).isEqualTo(first);
        assertThat(text(err)).isEmpty();
    }

    private int run(String... flags) {
        var args = new ArrayList<>(List.of("serve"));
        args.addAll(List.of(flags));
        return TrivetCommand.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new ServeCommand((_, _) -> ExitCode.DONE));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
