package dev.trivet.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("From one attempt to the next less is asked for, and then nothing")
class AttemptsTest {
    @ParameterizedTest(name = "fits {0}, blksize {1}, windowsize {2}, timeout {3}: {4}")
    @CsvSource(nullValues = "-", textBlock = """
            1468,  -,     -,     -, tsize=0 blksize=1468 windowsize=32
            1448,  -,     -,     -, tsize=0 blksize=1448 windowsize=32
            8968,  -,     -,     -, tsize=0 blksize=8968 windowsize=14
            65464, -,     -,     -, tsize=0 blksize=65464 windowsize=2
            70000, -,     -,     -, tsize=0 blksize=65464 windowsize=2
            512,   -,     -,     -, tsize=0 windowsize=32
            3,     -,     -,     -, tsize=0 blksize=8 windowsize=32
            1468,  1024,  -,     -, tsize=0 blksize=1024 windowsize=32
            1468,  65464, -,     -, tsize=0 blksize=65464 windowsize=2
            1468,  -,     1,     -, tsize=0 blksize=1468
            1468,  -,     64,    -, tsize=0 blksize=1468 windowsize=64
            1468,  512,   1,     3, tsize=0 timeout=3
            """)
    void theFirstAsksForWhatFits(int fits, Integer blksize, Integer windowsize, Integer timeout, String options) {
        var attempts = attempts(fits, OptionalLong.of(0), b -> {
            if (blksize != null) b.blksize(blksize);
            if (windowsize != null) b.windowsize(windowsize);
            if (timeout != null) b.timeout(Duration.ofSeconds(timeout));
        });
        assertThat(asked(attempts)).isEqualTo(options);
        assertThat(attempts.number()).isEqualTo(1);
    }

    @Test
    void anUnknownSizeIsNotTold() {
        assertThat(asked(attempts(1468, OptionalLong.empty(), _ -> {}))).isEqualTo("blksize=1468 windowsize=32");
    }

    @Test
    void withoutOptionsThereIsNothingToLeaveOut() {
        var attempts = attempts(1468, OptionalLong.of(0), ClientBuilder::noOptions);
        assertThat(asked(attempts)).isEmpty();
        assertThat(attempts.withoutAny()).isFalse();
        assertThat(attempts.smallerThan(512)).isFalse();
        attempts.alternately();
        assertThat(asked(attempts)).isEmpty();
    }

    @Test
    void blocksThatDoNotArriveBecomeSmaller() {
        var attempts = attempts(8968, OptionalLong.of(0), _ -> {});
        var asked = new ArrayList<String>();
        for (int agreed : List.of(8968, 1428, 1024, 512)) {
            assertThat(attempts.smallerThan(agreed)).isTrue();
            asked.add(asked(attempts));
        }
        assertThat(asked)
                .containsExactly(
                        "tsize=0 blksize=1428 windowsize=14",
                        "tsize=0 blksize=1024 windowsize=14",
                        "tsize=0 windowsize=14",
                        "");
        assertThat(attempts.smallerThan(512)).isFalse();
        assertThat(attempts.number()).isEqualTo(5);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            tsize,      blksize=1468 timeout=3 windowsize=32
            blksize,    tsize=0 timeout=3 windowsize=32
            BLKSIZE,    tsize=0 timeout=3 windowsize=32
            timeout,    tsize=0 blksize=1468 windowsize=32
            windowsize, tsize=0 blksize=1468 timeout=3
            unknown,    ''
            '',         ''
            """)
    void anOptionThatIsWronglyAcknowledgedIsLeftOut(String option, String then) {
        var attempts = attempts(1468, OptionalLong.of(0), b -> b.timeout(Duration.ofSeconds(3)));
        attempts.without(option);
        assertThat(asked(attempts)).isEqualTo(then);
        assertThat(attempts.number()).isEqualTo(2);
    }

    /// Else the same request would be sent again, and the same answer come, for ever.
    @Test
    void anOptionThatWasNotAskedForLeavesNone() {
        var attempts = attempts(1468, OptionalLong.of(0), _ -> {});
        attempts.without("timeout");
        assertThat(asked(attempts)).isEmpty();
    }

    @Test
    void whoAnsweredBadlyIsNotTemptedAgain() {
        var attempts = attempts(1468, OptionalLong.of(0), _ -> {});
        attempts.alternately();
        assertThat(asked(attempts)).isEmpty();
        attempts.alternately();
        assertThat(asked(attempts)).isNotEmpty();
        assertThat(attempts.withoutAny()).isTrue();
        attempts.alternately();
        assertThat(asked(attempts)).isEmpty();
    }

    private static Attempts attempts(int fits, OptionalLong size, Consumer<ClientBuilder> set) {
        var builder = TftpClient.builder();
        set.accept(builder);
        return new Attempts(builder.settings(), fits, size);
    }

    private static String asked(Attempts attempts) {
        return attempts.options().list().stream()
                .map(option -> option.name() + "=" + option.value())
                .collect(Collectors.joining(" "));
    }
}
