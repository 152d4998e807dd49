package dev.trivet.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeConverterTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1500, 1500",
        "512K, 524288",
        "4m, 4194304",
        "1G, 1073741824",
        "2T, 2199023255552",
        "8388607T, 9223370937343148032",
    })
    void unitsArePowersOf1024(String text, long octets) {
        assertThat(SizeConverter.parse(text)).isEqualTo(octets);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1500, 1500",
        "1536, 1536",
        "524288, 512K",
        "4194304, 4M",
        "4194305, 4194305",
        "1099511627776, 1T"
    })
    void aSizeIsShownWithTheLargestUnitThatSaysItExactly(long octets, String text) {
        assertThat(SizeConverter.text(octets)).isEqualTo(text);
        assertThat(SizeConverter.parse(text)).isEqualTo(octets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0K", "-1", "K", "4MB", "4 M", "1.5G", "8388608T", "99999999999999999999"})
    void whatIsNoSizeIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SizeConverter.parse(text))
                .withMessageContaining("'" + text + "'");
    }
}
