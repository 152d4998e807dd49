package dev.trivet.netascii;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 1350 §1 mode netascii, with the line ends of RFC 764")
class Rfc1350Section1Test {
    private static final String TEXT = "\n\r\r\n\n\0a\rb\r\0\r";
    private static final String NETASCII = "\r\n\r\0\r\0\r\n\r\n\0a\r\0b\r\0\0\r\0";

    static String[][] pairs() {
        return new String[][] {
            {"", ""},
            {"a", "a"},
            {"\n", "\r\n"},
            {"\r", "\r\0"},
            {"\r\n", "\r\0\r\n"},
            {"a\nb\n", "a\r\nb\r\n"},
            {"\0", "\0"},
            {"\u00FF\u0080", "\u00FF\u0080"},
            {TEXT, NETASCII}
        };
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void lineFeedsAndCarriageReturnsBecomePairs(String text, String netascii) {
        assertThat(encoded(text, netascii.length() + 1)).isEqualTo(netascii);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void pairsBecomeLineFeedsAndCarriageReturns(String text, String netascii) {
        assertThat(decoded(netascii)).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theLengthIsKnownWithoutEncoding(String text, String netascii) {
        var octets = octets("xx" + text).position(2);
        assertThat(NetasciiEncoder.encodedLength(octets)).isEqualTo(netascii.length());
        assertThat(octets.position()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 20, 100})
    void theBlockSizeDoesNotChangeTheEncoding(int blockSize) {
        assertThat(encoded(TEXT, blockSize)).isEqualTo(NETASCII);
    }

    @Test
    void theChunksOfTheTextDoNotChangeTheEncoding() {
        for (int split = 0; split <= TEXT.length(); split++) {
            var encoder = new NetasciiEncoder();
            var into = ByteBuffer.allocate(NETASCII.length());
            encoder.encode(octets(TEXT.substring(0, split)), into);
            encoder.encode(octets(TEXT.substring(split)), into);
            assertThat(string(into.flip())).as("split at %d", split).isEqualTo(NETASCII);
        }
    }

    @Test
    void thePairThatDoesNotFitGoesOnInTheNextBlock() {
        var encoder = new NetasciiEncoder();
        var text = octets("ab\n");
        var block = ByteBuffer.allocate(3);
        encoder.encode(text, block);
        assertThat(string(block.flip())).isEqualTo("ab\r");
        assertThat(text.hasRemaining()).isFalse();
        assertThat(encoder.pending()).isTrue();
        encoder.encode(text, ByteBuffer.allocate(0));
        assertThat(encoder.pending()).isTrue();
        encoder.encode(text, block.clear());
        assertThat(string(block.flip())).isEqualTo("\n");
        assertThat(encoder.pending()).isFalse();
    }

    @Test
    void theBlocksDoNotChangeTheDecoding() {
        for (int first = 0; first <= NETASCII.length(); first++) {
            for (int second = first; second <= NETASCII.length(); second++) {
                assertThat(decoded(
                                NETASCII.substring(0, first),
                                NETASCII.substring(first, second),
                                NETASCII.substring(second)))
                        .as("split at %d and %d", first, second)
                        .isEqualTo(TEXT);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "a\r", "\rb", "\r\rb", "plain\nlines\n"})
    void aCarriageReturnBeforeAnythingElseIsKept(String foreign) {
        assertThat(decoded(foreign)).isEqualTo(foreign);
    }

    @Test
    void aCarriageReturnBeforeAPairIsKept() {
        assertThat(decoded("\r\r\n")).isEqualTo("\r\n");
        assertThat(decoded("\r\r\0")).isEqualTo("\r\r");
        assertThat(decoded("\r", "\r", "\n")).isEqualTo("\r\n");
    }

    @Test
    void theLastCarriageReturnIsWrittenOnce() {
        var decoder = new NetasciiDecoder();
        var into = ByteBuffer.allocate(4);
        decoder.decode(octets("\r"), into);
        assertThat(into.position()).isZero();
        decoder.finish(into);
        decoder.finish(into);
        assertThat(string(into.flip())).isEqualTo("\r");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyTextComesBackThroughAnyBlocks(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            String text = text(random);
            String netascii = encoded(text, 1 + random.nextInt(9));
            int split = random.nextInt(netascii.length() + 1);
            assertThat(decoded(netascii.substring(0, split), netascii.substring(split)))
                    .as("seed %d, text %d", seed, i)
                    .isEqualTo(text);
            assertThat(NetasciiEncoder.encodedLength(octets(text))).isEqualTo(netascii.length());
        }
    }

    /// As a sender does: block after block, until the text is used up and nothing waits.
    private static String encoded(String text, int blockSize) {
        var encoder = new NetasciiEncoder();
        var from = octets(text);
        var block = ByteBuffer.allocate(blockSize);
        var netascii = new StringBuilder();
        while (from.hasRemaining() || encoder.pending()) {
            encoder.encode(from, block.clear());
            netascii.append(string(block.flip()));
        }
        return netascii.toString();
    }

    /// Each block into a buffer that has exactly the room which the decoder asks for.
    private static String decoded(String... blocks) {
        var decoder = new NetasciiDecoder();
        var text = new StringBuilder();
        for (String block : blocks) {
            var into = ByteBuffer.allocate(block.length() + 1);
            decoder.decode(octets(block), into);
            text.append(string(into.flip()));
        }
        var last = ByteBuffer.allocate(1);
        decoder.finish(last);
        return text.append(string(last.flip())).toString();
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) text.append("\r\n\0ab\u00FF".charAt(random.nextInt(6)));
        return text.toString();
    }

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String string(ByteBuffer octets) {
        return StandardCharsets.ISO_8859_1.decode(octets).toString();
    }
}
