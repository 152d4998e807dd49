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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineDisplayTest {
    @ParameterizedTest
    @CsvSource({
        "file, false, 0, -1, 'file: no answer for 5 s, asking on'",
        "file, true, 5000, -1, 'file: 5000 octets, 1.00 kB/s'",
        "file, true, 5000, 20000, 'file: 5000 octets, 1.00 kB/s, 25 %'",
        "file, true, 0, 0, 'file: 0 octets, 0 B/s'",
        "-, true, 5000, -1, 'standard output: 5000 octets, 1.00 kB/s'",
        "'a\tb', true, 0, -1, 'a\\x09b: 0 octets, 0 B/s'",
    })
    void aLineTellsHowFarItIs(String file, boolean started, long octets, long total, String line) {
        var err = new ByteArrayOutputStream();
        var job = new Job(RemoteFile.parse("tftp://h/x"), Direction.GET, file, OptionalLong.empty(), _ -> {
            throw new AssertionError("not to be run");
        });
        var known = total < 0 ? OptionalLong.empty() : OptionalLong.of(total);
        new LineDisplay(new PrintStream(err, true, StandardCharsets.UTF_8))
                .show(job, new State(1, Options.NONE, List.of(), started, 0, 0, octets, known), Duration.ofSeconds(5));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo(line + System.lineSeparator());
    }
}
