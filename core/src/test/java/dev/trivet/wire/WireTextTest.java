package dev.trivet.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "boot.img", "Größe", "日本", "\uD83D\uDE80", "\u007F\u0080\u07FF\u0800\uFFFF", "\uDBFF\uDFFF"})
    void validUtf8IsReadAsUtf8(String text) {
        assertThat(WireText.decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
        assertThat(WireText.encode(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "FF, DCFF", // no lead octet at all
        "80, DC80", // a continuation with nothing before it
        "C3, DCC3", // a sequence cut off by the end
        "E28241, DCE2 DC82 0041", // a sequence cut off by a letter
        "C080, DCC0 DC80", // NUL in two octets
        "C1BF, DCC1 DCBF", // DEL in two octets
        "E09FBF, DCE0 DC9F DCBF", // longer than needed
        "EDA080, DCED DCA0 DC80", // a surrogate
        "F08FBFBF, DCF0 DC8F DCBF DCBF", // longer than needed
        "F4908080, DCF4 DC90 DC80 DC80", // above the last character
        "F888808080, DCF8 DC88 DC80 DC80 DC80", // five octets
        "FFC3A9, DCFF 00E9" // goes on with what is valid
    })
    void everyOctetThatIsNoUtf8BecomesOneLowSurrogate(String octets, String chars) {
        var text = new StringBuilder();
        for (String c : chars.split(" ")) text.append((char) HexFormat.fromHexDigits(c));
        assertThat(WireText.decode(HexFormat.of().parseHex(octets))).isEqualTo(text.toString());
        assertThat(WireText.encode(text.toString())).isEqualTo(HexFormat.of().parseHex(octets));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyOctetsButNulComeBackAsTheyWere(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = octets(random);
            assertThat(WireText.encode(WireText.decode(octets)))
                    .as("seed %d: %s", seed, HexFormat.of().formatHex(octets))
                    .isEqualTo(octets);
        }
    }

    /// The JDK's strict decoder is the judge of what is valid.
    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void surrogatesAreUsedExactlyWhereTheOctetsAreNoUtf8(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = octets(random);
            String text = WireText.decode(octets);
            boolean escaped = text.codePoints().anyMatch(c -> c >= 0xDC80 && c <= 0xDCFF);
            assertThat(escaped)
                    .as("seed %d: %s", seed, HexFormat.of().formatHex(octets))
                    .isEqualTo(!isUtf8(octets));
        }
    }

    @Test
    void aViewOfABufferIsReadWithoutMovingIt() {
        var buffer = ByteBuffer.wrap("xnamex".getBytes(StandardCharsets.US_ASCII))
                .position(1)
                .limit(5);
        assertThat(WireText.decode(buffer)).isEqualTo("name");
        assertThat(buffer.position()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0", "\uD800", "\uDC7F", "x\uDE80\uD83D"})
    void whatHasNoOctetsIsTheCallersMistake(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> WireText.encode(text));
    }

    @Test
    void theShownTextCannotTouchTheTerminalOrForgeALine() {
        assertThat(WireText.printable("a\r\nb\u001B[2J\u007F", 80)).isEqualTo("a\\x0D\\x0Ab\\x1B[2J\\x7F");
        assertThat(WireText.printable("c\u0085\u009B", 80)).isEqualTo("c\\u0085\\u009B");
        assertThat(WireText.printable("gpj.\u202Eexe \u2028\u2029\u2066\u200F", 80))
                .isEqualTo("gpj.\\u202Eexe \\u2028\\u2029\\u2066\\u200F");
        assertThat(WireText.printable("octet \uDCFF, half \uD83D", 80)).isEqualTo("octet \\xFF, half \\uD83D");
        assertThat(WireText.printable("Größe \\ 日本 \uD83D\uDE80", 80)).isEqualTo("Größe \\ 日本 \uD83D\uDE80");
    }

    @Test
    void aQuotedTextCannotEndItsQuotes() {
        assertThat(WireText.quoted("a\" b\n", 80)).isEqualTo("\"a\\x22 b\\x0A\"");
    }

    @Test
    void theShownTextHasABound() {
        assertThat(WireText.printable("12345", 5)).isEqualTo("12345");
        assertThat(WireText.printable("123456", 5)).isEqualTo("1234…");
        assertThat(WireText.printable("123\n", 5)).isEqualTo("123…");
        assertThat(WireText.printable("\n\n", 8)).isEqualTo("\\x0A\\x0A");
        assertThat(WireText.printable("\n\n", 7)).isEqualTo("\\x0A…");
        assertThat(WireText.printable("abc", 1)).isEqualTo("…");
        assertThat(WireText.printable("", 1)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> WireText.printable("a", 0));
    }

    /// Mostly what is nearly UTF-8: leads and continuations, near the borders.
    private static byte[] octets(Random random) {
        var octets = new byte[random.nextInt(8)];
        int[] likely = {0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC2, 0xDF, 0xE0, 0xE2, 0xED, 0xEF, 0xF0, 0xF4};
        for (int i = 0; i < octets.length; i++) {
            octets[i] =
                    (byte) (random.nextInt(4) == 0 ? 1 + random.nextInt(255) : likely[random.nextInt(likely.length)]);
        }
        return octets;
    }

    private static boolean isUtf8(byte[] octets) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
