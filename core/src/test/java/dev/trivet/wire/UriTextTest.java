package dev.trivet.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 3617 §3 names in URIs")
class UriTextTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "boot/pxelinux.0, boot/pxelinux.0",
        "a b, a%20b",
        "a;mode=octet, a%3Bmode%3Doctet",
        "100%, 100%25",
        "é, %C3%A9",
        "'\uDCFF', %FF",
        "C:\\x, C%3A%5Cx"
    })
    void nameIsEncodedAndDecodedAgain(String name, String encoded) {
        assertThat(UriText.encode(name)).isEqualTo(encoded);
        assertThat(UriText.decode(encoded)).isEqualTo(name);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a b, a%20b",
        "a%20b, a%20b",
        "100%, 100%25",
        "a%2, a%252",
        "a?b#c, a%3Fb%23c",
        "x;mode=octet, x;mode=octet"
    })
    void whatIsTypedIsCompleted(String typed, String completed) {
        assertThat(UriText.complete(typed)).isEqualTo(completed);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"é", "漢", "\uD83D\uDE00", "a\uD83D\uDE00b/\uD83D\uDE00"})
    void whatStandsRawInAUriIsItself(String raw) {
        assertThat(UriText.decode(raw)).isEqualTo(raw);
        assertThat(UriText.decode(UriText.encode(raw))).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\uD83D", "\uDE00b", "\uDE00\uD83D"})
    void halfACharacterIsRefused(String raw) {
        assertThatThrownBy(() -> UriText.decode(raw))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("half a character");
    }

    @RepeatedTest(100)
    void anyOctetsComeBack(RepetitionInfo seed) {
        var octets = new byte[50];
        new Random(seed.getCurrentRepetition()).nextBytes(octets);
        for (int i = 0; i < octets.length; i++) if (octets[i] == 0) octets[i] = 1;
        var name = WireText.decode(octets);
        var uri = URI.create("tftp://host/" + UriText.encode(name));
        assertThat(UriText.decode(uri.getRawPath().substring(1)))
                .as("seed %d", seed.getCurrentRepetition())
                .isEqualTo(name);
    }
}
