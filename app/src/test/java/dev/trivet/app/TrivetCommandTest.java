package dev.trivet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
    void withoutACommandItSaysHowToGoOn() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("trivet --help");
        assertThat(out.size()).isZero();
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheNearest() {
        assertThat(run("srve")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("srve").contains("trivet serve");
    }

    @Test
    void exitCodesAreTheNumbersThatScriptsKnow() {
        assertThat(Stream.of(ExitCode.values()).map(code -> code.number() + " " + code))
                .containsExactly(
                        "0 DONE",
                        "1 FAULT",
                        "2 USAGE",
                        "3 LOCAL_FILE",
                        "4 REFUSED",
                        "5 TIMED_OUT",
                        "6 MIXED",
                        "7 CANNOT_LISTEN",
                        "8 NO_JDK");
    }

    private int run(String... args) {
        return Main.run(
                List.of(args),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
