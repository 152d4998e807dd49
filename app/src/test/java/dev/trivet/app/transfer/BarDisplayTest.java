package dev.trivet.app.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.app.transfer.Job.Direction;
import dev.trivet.app.transfer.Progress.State;
import dev.trivet.wire.Options;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarDisplayTest {
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aBarHasNamePartRateAndTimeLeft() {
        show(80, "boot.img", state(5_000_000, OptionalLong.of(20_000_000)), TWO_SECONDS);
        assertThat(shown())
                .isEqualTo("\rboot.img  [#######---------------------]  25%  5.00 MB  2.50 MB/s     0:06 left");
    }

    @Test
    void withoutASizeThereIsNoBar() {
        show(80, "boot.img", state(5_000_000, OptionalLong.empty()), TWO_SECONDS);
        assertThat(shown().strip()).isEqualTo("boot.img  5.00 MB  2.50 MB/s");
    }

    @Test
    void beforeTheFirstAnswerItSaysHowLongItWaits() {
        var waiting = new State(1, Options.NONE, List.of(), false, 0, 0, 0, OptionalLong.empty());
        show(80, "boot.img", waiting, Duration.ofSeconds(65));
        assertThat(shown().strip()).isEqualTo("boot.img  no answer yet, 1:05");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 20, 40, 80, 81, 300})
    void noLineIsWiderThanTheTerminalNorMovesTheCursorOtherwise(int columns) {
        var display = new BarDisplay(stream(), columns);
        for (long octets : new long[] {0, 1, 999_999_999, 2_000_000_000L, 9_000_000_000_000L})
            display.show(
                    job("a\u001b[2J\nfile".repeat(20)), state(octets, OptionalLong.of(2_000_000_000)), TWO_SECONDS);
        display.clear();
        for (var line : shown().split("\r")) assertThat(line.length()).isLessThanOrEqualTo(Math.max(columns - 1, 1));
        assertThat(shown().replace("\r", "").chars()).noneMatch(Character::isISOControl);
    }

    @Test
    void clearingLeavesAnEmptyLine() {
        var display = new BarDisplay(stream(), 20);
        display.clear();
        assertThat(shown()).isEqualTo("\r" + " ".repeat(19) + "\r");
    }

    private void show(int columns, String file, State state, Duration elapsed) {
        new BarDisplay(stream(), columns).show(job(file), state, elapsed);
    }

    private static Job job(String file) {
        return new Job(RemoteFile.parse("tftp://h/x"), Direction.GET, file, OptionalLong.empty(), _ -> {
            throw new AssertionError("not to be run");
        });
    }

    private static State state(long octets, OptionalLong total) {
        return new State(1, Options.NONE, List.of(), true, 0, 0, octets, total);
    }

    private PrintStream stream() {
        return new PrintStream(err, true, StandardCharsets.UTF_8);
    }

    private String shown() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
