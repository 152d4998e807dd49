package dev.trivet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.sim.Faults;
import dev.trivet.sim.Link;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 1123 §4.2.3.1 says it of one block at a time. With windows it is worse: a window for each duplicate.
@DisplayName("Sorcerer's Apprentice: what is doubled on the way stays doubled, and does not grow")
class SorcerersApprenticeTest {
    private static final int BLOCKS = 2_000;
    private static final int BLOCK_SIZE = 64;
    private static final Duration LATE = Duration.ofMillis(40);

    private final AtomicInteger sent = new AtomicInteger();

    /// Each ACK arrives twice, the second up to 40 ms late, when the next window is under way. It may be the
    /// word of a receiver that has lost the window's first block, so it is believed once.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 12, 16, 24, 31, 32, 33, 48, 63, 64, 1_000, 32_767})
    void eachBlockLeavesTwiceAtMostWhereEveryAckArrivesTwice(int window) {
        var served = served(window);
        served.network.link(Served.CLIENT, Served.SERVER, doubling().jitter(LATE));
        fetch(served, window);
        assertThat(sent).hasValueLessThanOrEqualTo(2 * BLOCKS + 2);
    }

    /// With windows each would otherwise be sent oftener than the one before: no transfer would end.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 12, 16, 24, 31, 32, 33, 48, 63, 64, 1_000, 32_767})
    void eachBlockLeavesOnceThoughEverythingArrivesTwice(int window) {
        var served = served(window);
        served.network.link(doubling());
        fetch(served, window);
        assertThat(sent).hasValue(BLOCKS + 1);
    }

    private static Link doubling() {
        return Link.PERFECT.latency(Duration.ofMillis(10)).faults(Faults.NONE.duplication(1));
    }

    private Served served(int window) {
        var served = Served.with(b -> b.maxWindowsize(window)).file("a", BLOCKS * BLOCK_SIZE);
        served.network.losing(passing -> {
            if (passing.packet() instanceof Packet.Data) sent.incrementAndGet();
            return false;
        });
        return served;
    }

    private static void fetch(Served served, int window) {
        var options = Options.of("blksize", "" + BLOCK_SIZE, "windowsize", "" + window);
        var read = served.client().options(options).read(served.address, "a");
        served.network.runUntilQuiet(Duration.ofHours(2));
        assertThat(read.completed()).isTrue();
        assertThat(read.received()).isEqualTo(Served.octets(BLOCKS * BLOCK_SIZE));
    }
}
