package dev.trivet.app.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.00 kB",
        "15500, 15.5 kB",
        "1430000, 1.43 MB",
        "512000000, 512 MB",
        "2e9, 2.00 GB"
    })
    void amountsHaveThreeDigits(double octets, String text) {
        assertThat(Text.amount(octets)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.00 us", "930000, 930 us", "12345678, 12.3 ms", "1200000000, 1.20 s", "97400000000, 97.4 s"})
    void shortTimesHaveThreeDigits(long nanos, String text) {
        assertThat(Text.time(Duration.ofNanos(nanos))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0:00", "65, 1:05", "3600, 1:00:00", "86399, 23:59:59"})
    void timesAreReadAsOnAClock(long seconds, String text) {
        assertThat(Text.clock(seconds)).isEqualTo(text);
    }

    @Test
    void nothingInNoTimeHasARate() {
        assertThat(Text.rate(0, Duration.ZERO)).isEqualTo("0 B/s");
    }
}
