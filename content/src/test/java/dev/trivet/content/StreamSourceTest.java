package dev.trivet.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.netascii.NetasciiEncoder;
import dev.trivet.wire.Mode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A stream as it comes, which can be read again until it is released")
class StreamSourceTest {
    private static final int PIECE = Pieces.OCTETS;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 7})
    void everyOctetComesOnce(int size) throws Exception {
        var octets = octets(size);
        assertThat(drained(octet(octets), 1468)).isEqualTo(octets);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PIECE / 2, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7})
    void everyTextIsTranslated(int size) throws Exception {
        var text = text(size);
        assertThat(drained(StreamSource.of(new ByteArrayInputStream(text), Mode.NETASCII, OptionalLong.empty()), 512))
                .isEqualTo(netascii(text));
    }

    /// A CR in the last place of a piece leaves half of its pair for the next.
    @Test
    void aPairMayLieAcrossTwoPieces() throws Exception {
        var text = new byte[PIECE];
        Arrays.fill(text, (byte) 'a');
        text[PIECE - 1] = '\n';
        assertThat(drained(StreamSource.of(new ByteArrayInputStream(text), Mode.NETASCII, OptionalLong.empty()), 512))
                .isEqualTo(netascii(text));
    }

    @Test
    void theLastPairMayLieAcrossTwoPiecesToo() throws Exception {
        var text = new byte[PIECE - 1];
        Arrays.fill(text, (byte) 'a');
        text[0] = '\n';
        text[PIECE - 2] = '\n';
        assertThat(drained(StreamSource.of(new ByteArrayInputStream(text), Mode.NETASCII, OptionalLong.empty()), 512))
                .isEqualTo(netascii(text));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aStreamThatGivesLittleAtATimeHasNotEnded(Mode mode) throws Exception {
        var text = text(PIECE + 100);
        var trickle = new ByteArrayInputStream(text) {
            @Override
            public synchronized int read(byte[] into, int offset, int most) {
                return super.read(into, offset, Math.min(most, 7));
            }
        };
        assertThat(drained(StreamSource.of(trickle, mode, OptionalLong.empty()), 512))
                .isEqualTo(mode == Mode.OCTET ? text : netascii(text));
    }

    @Test
    void noMoreIsReadThanIsWanted() throws Exception {
        var stream = new ByteArrayInputStream(octets(3 * PIECE));
        var source = StreamSource.of(stream, Mode.OCTET, OptionalLong.empty());
        assertThat(source.prepare(1)).isEqualTo(new Source.Ready(PIECE, false));
        assertThat(source.prepare(PIECE)).isEqualTo(new Source.Ready(PIECE, false));
        assertThat(stream.available()).isEqualTo(2 * PIECE);
        assertThat(source.prepare(PIECE + 1)).isEqualTo(new Source.Ready(2 * PIECE, false));
    }

    @Test
    void whatWasReadCanBeReadAgainUntilItIsReleased() throws Exception {
        var octets = octets(3 * PIECE);
        var source = octet(octets);
        source.prepare(3 * PIECE);
        assertThat(read(source, 10, PIECE)).isEqualTo(Arrays.copyOfRange(octets, 10, PIECE + 10));
        assertThat(read(source, 10, PIECE)).isEqualTo(Arrays.copyOfRange(octets, 10, PIECE + 10));
        assertThat(read(source, 2 * PIECE + 3, 50))
                .isEqualTo(Arrays.copyOfRange(octets, 2 * PIECE + 3, 2 * PIECE + 53));
        source.release(2 * PIECE + 5);
        assertThat(read(source, 2 * PIECE, 100)).isEqualTo(Arrays.copyOfRange(octets, 2 * PIECE, 2 * PIECE + 100));
        assertThatThrownBy(() -> read(source, PIECE, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theEndIsReadShort() throws Exception {
        var source = octet(octets(10));
        assertThat(source.prepare(100)).isEqualTo(new Source.Ready(10, true));
        assertThat(source.read(5, ByteBuffer.allocate(100))).isEqualTo(5);
        assertThat(source.read(10, ByteBuffer.allocate(100))).isZero();
    }

    @Test
    void aStreamThatFailsIsARefusalWithItsReason() throws Exception {
        var source = StreamSource.of(
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the pipe is broken");
                    }
                },
                Mode.OCTET,
                OptionalLong.empty());
        assertThatThrownBy(() -> source.prepare(1))
                .isInstanceOfSatisfying(
                        ContentException.class,
                        e -> assertThat(e.refusal().cause()).contains("the pipe is broken"));
    }

    @Test
    void theStreamIsNotClosed() throws Exception {
        var closed = new boolean[1];
        var source = StreamSource.of(
                new ByteArrayInputStream(octets(3)) {
                    @Override
                    public void close() {
                        closed[0] = true;
                    }
                },
                Mode.OCTET,
                OptionalLong.of(3));
        assertThat(source.length()).hasValue(3);
        source.prepare(1);
        source.close();
        assertThat(closed).containsExactly(false);
    }

    private static Source octet(byte[] octets) {
        return StreamSource.of(new ByteArrayInputStream(octets), Mode.OCTET, OptionalLong.of(octets.length));
    }

    /// As a transfer does it: prepared a little ahead, read in blocks, released behind.
    private static byte[] drained(Source source, int block) throws Exception {
        var all = new java.io.ByteArrayOutputStream();
        long position = 0;
        while (true) {
            var ready = source.prepare(position + block);
            var octets = read(source, position, (int) Math.min(block, ready.octets() - position));
            all.write(octets);
            position += octets.length;
            source.release(position);
            if (ready.end() && position == ready.octets()) return all.toByteArray();
        }
    }

    private static byte[] read(Source source, long position, int count) throws IOException {
        var into = ByteBuffer.allocate(count);
        assertThat(source.read(position, into)).isEqualTo(count);
        return into.array();
    }

    private static byte[] octets(int count) {
        var octets = new byte[count];
        new Random(count).nextBytes(octets);
        return octets;
    }

    /// With many ends of lines.
    private static byte[] text(int count) {
        var text = octets(count);
        byte[] letters = {'\r', '\n', 'a', 'b'};
        for (int i = 0; i < count; i++) text[i] = letters[text[i] & 3];
        return text;
    }

    private static byte[] netascii(byte[] text) {
        var wire = ByteBuffer.allocate(2 * text.length + 1);
        new NetasciiEncoder().encode(ByteBuffer.wrap(text), wire);
        return Arrays.copyOf(wire.array(), wire.position());
    }
}
