package dev.trivet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrivetCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void theVersionNamesTrivetAndItsJava() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("Trivet ")
                .contains(Runtime.version().toString());
    }

    @Test
    void helpListsTheCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("serve");
    }

    @Test
    void withoutACommandItTeachesAndExits2SinceAScriptThatLostItsArgumentsMustNotSeeSuccess() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("trivet serve --listen :6969")
                .contains("trivet get tftp://")
                .contains("trivet put ")
                .contains("trivet COMMAND --help");
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "reload", "get", "put", "load", "doctor", "completion"})
    void theHelpOfEachCommandTeachesWithExamplesAndFitsATerminal(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Examples:")
                .containsPattern("\n +(sudo )?(source <\\()?trivet " + command);
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).allMatch(line -> line.length() <= 80);
        assertThat(err.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "serve --max-windowsze 8, --max-windowsize",
        "get --blksiz 512 tftp://h/x, --blksize",
        "get --windowsze=8 tftp://h/x, --windowsize",
        "get tftp://h/x --no-option, --no-options",
        "put --give-upp 9 x tftp://h/x, --give-up",
        "put x tftp://h/x --jsn, --json",
        "load tftp://h/x --client 9, --clients",
        "load tftp://h/x --windowsze 9, --windowsize",
        "complete bash, completion",
        "gte tftp://h/x, get",
    })
    void whatIsMistypedIsAnsweredWithTheNearest(String typed, String meant) {
        assertThat(run(typed.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("Did you mean")
                .contains(meant);
        assertThat(out.size()).isZero();
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheNearest() {
        assertThat(run("srve")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("srve").contains("Did you mean serve?");
    }

    @Test
    void exitCodesAreTheNumbersThatScriptsKnow() {
        assertThat(Stream.of(ExitCode.values()).map(code -> code.number() + " " + code))
                .containsExactly(
                        "0 DONE",
                        "1 FAULT",
                        "2 USAGE",
                        "2 USER_NOT_TAKEN",
                        "3 LOCAL_FILE",
                        "3 PID_FILE",
                        "4 REFUSED",
                        "5 TIMED_OUT",
                        "6 MIXED",
                        "7 CANNOT_LISTEN",
                        "8 NO_JDK");
    }

    private int run(String... args) {
        return Main.run(
                List.of(args),
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
