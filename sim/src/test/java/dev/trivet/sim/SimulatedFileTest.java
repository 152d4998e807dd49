package dev.trivet.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Files that need not exist")
class SimulatedFileTest {
    private final SimulatedFile file = SimulatedFile.generated(4711, 1000);

    @Test
    void octetsAreTheSameHoweverTheyAreRead() {
        byte[] all = file.octets();
        assertThat(all).hasSize(1000);
        for (int i = 0; i < 1000; i++) assertThat(file.octet(i)).isEqualTo(all[i]);
        for (int from = 0; from < 40; from++) {
            var part = ByteBuffer.allocate(37);
            assertThat(file.read(from, part)).isEqualTo(37);
            assertThat(part.array()).isEqualTo(Arrays.copyOfRange(all, from, from + 37));
            assertThat(part.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
        }
    }

    @Test
    void readEndsWithTheFile() {
        var part = ByteBuffer.allocate(100);
        assertThat(file.read(990, part)).isEqualTo(10);
        assertThat(file.read(1000, part)).isZero();
        assertThat(file.read(2000, part)).isZero();
    }

    @Test
    void octetsAtAnotherPlaceAreNoticed() {
        var block = ByteBuffer.allocate(8);
        file.read(40, block);
        block.flip();
        assertThat(file.has(40, block)).isTrue();
        assertThat(file.has(48, block)).isFalse();
        assertThat(file.has(41, block)).isFalse();
        assertThat(SimulatedFile.generated(4712, 1000).has(40, block)).isFalse();
        assertThat(file.has(996, block)).as("beyond the end").isFalse();
        assertThat(SimulatedFile.of(file.octets()).has(40, block)).isTrue();
    }

    @Test
    void positionsBeyondFourGibibytesHaveOctetsOfTheirOwn() {
        var large = SimulatedFile.generated(1, 10L << 30);
        var low = ByteBuffer.allocate(16);
        large.read(0, low);
        assertThat(large.has(4L << 30, low.flip())).isFalse();
    }
}
