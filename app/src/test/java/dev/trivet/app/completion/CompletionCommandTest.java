package dev.trivet.app.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.trivet.app.Commands;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionCommandTest {
    private static final List<String> COMMANDS =
            List.of("serve", "reload", "map", "get", "put", "load", "doctor", "completion", "help");
    private static final Pattern FLAG = Pattern.compile("^ +(?:-\\w, )?--([a-z-]+)", Pattern.MULTILINE);

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"bash, -n", "zsh, -n", "fish, --no-execute"})
    void theShellAcceptsItsScript(String shell, String justRead) throws IOException, InterruptedException {
        assumeInstalled(shell);
        assertThat(output(shell, justRead, script(shell).toString())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void everyCommandAndEveryFlagIsThere(String shell) throws IOException {
        var words = Files.readString(script(shell)).split("[\\s':]+");
        for (var command : COMMANDS) {
            assertThat(words).as(command).contains(command);
            assertThat(flags(command))
                    .isNotEmpty()
                    .allSatisfy(
                            flag -> assertThat(words).as(command).contains(shell.equals("fish") ? flag : "--" + flag));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', serve in.tftpd reload map get put load doctor completion help",
        "p, put",
        "get --blk, --blksize",
        "load --tra, --transfers",
        "get --mode '', octet netascii",
        "get --mode = n, netascii",
        "get --blksize '', ''",
        "serve --write v, version",
        "completion f, fish",
        "put '', ''",
        "help ge, get",
    })
    void bashCompletesWhatWasBegun(String typed, String completed) throws IOException, InterruptedException {
        assumeInstalled("bash");
        var ask = folder.resolve("ask.bash");
        Files.writeString(ask, """
                . '%s'
                COMP_WORDS=(trivet %s)
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _trivet
                echo "${COMPREPLY[*]}"
                """.formatted(script("bash"), typed.isEmpty() ? "''" : typed));
        assertThat(output("bash", ask.toString()).strip()).isEqualTo(completed);
    }

    @Test
    void anotherShellIsRefusedWithThoseThatThereAre() {
        var run = Commands.run("completion", "tcsh");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("bash, zsh, fish");
    }

    private Path script(String shell) throws IOException {
        var run = Commands.run("completion", shell);
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        return Files.writeString(folder.resolve("trivet." + shell), run.out());
    }

    private static Stream<String> flags(String command) {
        return FLAG.matcher(Commands.run(command, "--help").out()).results().map(flag -> flag.group(1));
    }

    private static void assumeInstalled(String shell) {
        var path = System.getenv().getOrDefault("PATH", "");
        assumeThat(Stream.of(path.split(File.pathSeparator)).anyMatch(bin -> Files.isExecutable(Path.of(bin, shell))))
                .as("%s is installed", shell)
                .isTrue();
    }

    private static String output(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
