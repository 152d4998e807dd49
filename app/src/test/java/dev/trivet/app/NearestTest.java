package dev.trivet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {
    private static final List<String> KNOWN =
            List.of("serve", "get", "put", "completion", "--max-upload", "--max-windowsize", "-o");

    @ParameterizedTest
    @CsvSource({
        "srve, serve",
        "serves, serve",
        "gte, get",
        "GET, get",
        "complete, completion",
        "--max-windowsze, --max-windowsize",
        "--max-window-size, --max-windowsize",
        "--max-uplaod, --max-upload",
    })
    void aMistypedWordIsFound(String typed, String meant) {
        assertThat(Nearest.to(typed, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetch", "--everything", "x", ""})
    void whatIsNearNothingIsNotGuessed(String typed) {
        assertThat(Nearest.to(typed, KNOWN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"get, get, 0", "get, gte, 1", "get, gets, 1", "get, et, 1", "get, put, 2", "'', get, 3", "ab, ba, 1"})
    void mistakesAreCounted(String from, String to, int mistakes) {
        assertThat(Nearest.mistakes(from, to)).isEqualTo(mistakes);
        assertThat(Nearest.mistakes(to, from)).isEqualTo(mistakes);
    }
}
