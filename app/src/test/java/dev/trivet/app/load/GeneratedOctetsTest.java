package dev.trivet.app.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedOctetsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 511, 1_428, 65_535, 65_536, 65_537})
    void whateverThePiecesTheFileIsTheSame(int piece) {
        var source = new GeneratedOctets(200_000);
        var whole = ByteBuffer.allocate(200_000);
        assertThat(source.read(0, whole)).isEqualTo(200_000);
        var inPieces = ByteBuffer.allocate(200_000);
        while (inPieces.hasRemaining()) {
            int from = inPieces.position();
            int count = Math.min(piece, inPieces.remaining());
            var room = inPieces.slice(from, count);
            assertThat(source.read(from, room)).isEqualTo(count);
            assertThat(room.hasRemaining()).isFalse();
            inPieces.position(from + count);
        }
        assertThat(inPieces.array()).isEqualTo(whole.array());
        assertThat(new String(whole.array(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("\r", "\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000, 5_000_000_000L})
    void itEndsWhereItShould(long length) {
        var source = new GeneratedOctets(length);
        assertThat(source.prepare(1).octets()).isEqualTo(length);
        assertThat(source.prepare(1).end()).isTrue();
        var room = ByteBuffer.allocate(10);
        assertThat(source.read(length - 1, room)).isEqualTo(1);
        assertThat(room.position()).isEqualTo(1);
        assertThat(source.read(length, room)).isZero();
    }
}
