package dev.trivet.app.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void ofNothingEverythingIsZero() {
        var summary = latencies.summary();
        assertThat(summary.count()).isZero();
        assertThat(summary.p99()).isZero();
        assertThat(summary.max()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 255, 256, 1_000_000, 123_456_789_012L, Long.MAX_VALUE})
    void ofOneTimeEveryPercentileIsThatTime(long nanos) {
        latencies.add(Duration.ofNanos(nanos));
        for (double percent : new double[] {1, 50, 99.9, 100})
            assertThat(latencies.percentile(percent)).isEqualTo(Duration.ofNanos(nanos));
    }

    @ParameterizedTest
    @CsvSource({"50, 50", "90, 90", "99, 99", "100, 100", "0.5, 1", "1, 1", "1.5, 2"})
    void aPercentileIsTheTimeThatSoManyDidNotExceed(double percent, long millis) {
        for (int i = 100; i >= 1; i--) latencies.add(Duration.ofMillis(i));
        assertThat(latencies.percentile(percent).toNanos()).isBetween(millis * 1_000_000, millis * 1_010_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noPercentileIsWrongByMoreThanOnePercent(long seed) {
        var random = new SplittableRandom(seed);
        var times = new long[10_000];
        for (int i = 0; i < times.length; i++) {
            times[i] = random.nextLong(1L << random.nextInt(1, 62));
            latencies.add(Duration.ofNanos(times[i]));
        }
        Arrays.sort(times);
        for (int percent = 1; percent <= 100; percent++) {
            long exact = times[times.length * percent / 100 - 1];
            assertThat((double) latencies.percentile(percent).toNanos())
                    .as("seed %d, percentile %d", seed, percent)
                    .isBetween((double) exact, exact * 1.01);
        }
        assertThat(latencies.summary().max()).isEqualTo(Duration.ofNanos(times[times.length - 1]));
    }
}
