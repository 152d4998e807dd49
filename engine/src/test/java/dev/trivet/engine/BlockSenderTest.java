package dev.trivet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.wire.Packet.Data;
import dev.trivet.wire.PacketCodec;
import dev.trivet.wire.Rollover;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockSenderTest {
    private static final Route TO =
            Route.to(new InetSocketAddress("192.0.2.1", 2_000), InetAddress.ofLiteral("192.0.2.2"));

    private final BlockSender sender = new BlockSender(ByteBuffer.allocate(BlockSender.ROOM));
    private final List<ByteBuffer> sent = new ArrayList<>();
    private int reads;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 513, 262_143, 262_144, 262_145, 600_000})
    void aWindowOfAnySizeIsTheContentInOrder(int length) throws IOException {
        ByteBuffer content = random(length);
        long last = length / 512 + 1;

        assertThat(sender.send(this::take, TO, of(content), 1, last)).isZero();

        assertThat(joined()).isEqualTo(content);
        assertThat(sent).hasSize((int) last);
        assertThat(PacketCodec.decode(sent.getLast()))
                .isEqualTo(new Data(Rollover.TO_ZERO.number(last), content.slice(length - length % 512, length % 512)));
    }

    @Test
    void theContentIsReadOnceForAsManyBlocksAsThereIsRoomFor() throws IOException {
        sender.send(this::take, TO, of(random(600_000)), 1, 512);
        assertThat(reads).isEqualTo(1);
        sender.send(this::take, TO, of(random(600_000)), 1, 513);
        assertThat(reads).isEqualTo(3);
    }

    @Test
    void whereTheSystemTakesNoMoreTheTailIsLost() throws IOException {
        long lost = sender.send((to, block) -> sent.size() < 700 && take(to, block), TO, of(random(600_000)), 1, 1_000);

        assertThat(sent).hasSize(700);
        assertThat(lost).isEqualTo(300);
    }

    @Test
    void contentThatEndsTooEarlyStopsAtTheLastWholeRun() {
        assertThatThrownBy(() -> sender.send(this::take, TO, of(random(512 * 600)), 1, 1_000))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("ends at octet " + 512 * 600);
        assertThat(sent).hasSize(512);
    }

    @Test
    void aBufferTooSmallForTheLargestBlockIsRefused() {
        assertThatThrownBy(() -> new BlockSender(ByteBuffer.allocate(65_467)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private boolean take(Route to, ByteBuffer datagram) {
        assertThat(to).isSameAs(TO);
        sent.add(ByteBuffer.allocate(datagram.remaining()).put(datagram).flip());
        return true;
    }

    private ByteBuffer joined() {
        int length = sent.stream()
                .mapToInt(block -> block.remaining() - PacketCodec.DATA_HEADER)
                .sum();
        ByteBuffer all = ByteBuffer.allocate(length);
        for (ByteBuffer block : sent) {
            all.put(block.slice(PacketCodec.DATA_HEADER, block.remaining() - PacketCodec.DATA_HEADER));
        }
        return all.flip();
    }

    private Blocks of(ByteBuffer content) {
        return new Blocks() {
            @Override
            public int blockSize() {
                return 512;
            }

            @Override
            public Rollover rollover() {
                return Rollover.TO_ZERO;
            }

            @Override
            public int read(long position, ByteBuffer into) {
                reads++;
                int start = (int) Math.min(position, content.limit());
                int count = Math.min(into.remaining(), content.limit() - start);
                into.put(content.slice(start, count));
                return count;
            }
        };
    }

    private static ByteBuffer random(int length) {
        byte[] octets = new byte[length];
        new Random(length).nextBytes(octets);
        return ByteBuffer.wrap(octets);
    }
}
