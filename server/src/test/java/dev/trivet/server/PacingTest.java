package dev.trivet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.sim.Bottleneck;
import dev.trivet.sim.Faults;
import dev.trivet.sim.Link;
import dev.trivet.sim.SimulatedFile;
import dev.trivet.sim.SimulatedTransfer;
import dev.trivet.sim.Unexpected;
import dev.trivet.wire.Options;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// 16 MiB in windows of 64 blocks of 1468 octets over the paths for which the rules were made, by the real server, to
/// the three kinds of receivers. The numbers are what the model of these rules reached, in megabytes a second; servers
/// that repeat whole windows reach less than 0.4 on most of the narrow ones.
@DisplayName("Windows on real paths")
class PacingTest {
    private static final long SIZE = 16 << 20;
    private static final double MEGABYTE = 1e6;

    /// Of the model's rate. It has no work off the loop, no OACK and no last ACK; loss by chance falls otherwise.
    private static final double NEARLY = 0.85;

    private static final double NEARLY_WITH_LOSS = 0.75;

    record Path(String name, long megabits, double roundTripMillis, int queueOctets, double loss) {
        @Override
        public String toString() {
            return name;
        }

        private Duration micros(double part) {
            return Duration.ofNanos(Math.round(roundTripMillis * 1e6 * part));
        }

        private Link link() {
            return Link.PERFECT.latency(micros(0.5)).faults(Faults.NONE.loss(loss));
        }

        Link down() {
            return link().bottleneck(Bottleneck.ofMegabits(megabits, queueOctets));
        }

        /// ACKs wait a little here and there.
        Link up() {
            return link().jitter(micros(0.1));
        }
    }

    private static final Path NARROW = new Path("100 Mbit/s, 0.5 ms, 16 KB queue", 100, 0.5, 16 << 10, 0);

    private static final Path TINY = new Path("100 Mbit/s, 0.5 ms, 8 KB queue", 100, 0.5, 8 << 10, 0);

    static Stream<Arguments> paths() {
        return Stream.of(
                of(new Path("100 Mbit/s, 0.5 ms, 64 KB queue", 100, 0.5, 64 << 10, 0), 11.16, 11.16, 10.86),
                of(new Path("100 Mbit/s, 0.5 ms, 32 KB queue", 100, 0.5, 32 << 10, 0), 11.14, 11.14, 8.57),
                of(NARROW, 7.64, 8.54, 3.43),
                of(new Path("10 Mbit/s, 2 ms, 64 KB queue", 10, 2, 64 << 10, 0), 1.18, 1.18, 1.16),
                of(new Path("10 Mbit/s, 20 ms, 32 KB queue", 10, 20, 32 << 10, 0), 0.95, 0.95, 0.85),
                of(new Path("1 Gbit/s, 1 ms, 64 KB queue", 1000, 1, 64 << 10, 0), 28.18, 27.43, 1.64),
                of(new Path("100 Mbit/s, 40 ms, 256 KB queue", 100, 40, 256 << 10, 0), 1.88, 1.88, 1.88),
                of(new Path("1 Gbit/s, 1 ms, 1 % loss", 1000, 1, 1 << 20, 0.01), 26.51, 37.84, 5.06),
                of(new Path("100 Mbit/s, 64 KB queue, 1 % loss", 100, 0.5, 64 << 10, 0.01), 8.58, 9.43, 1.96),
                of(new Path("10 Gbit/s, 0.1 ms, 4 MB queue", 10_000, 0.1, 4 << 20, 0), 513.78, 513.78, 513.78));
    }

    private static Arguments of(Path path, double once, double each, double never) {
        return Arguments.of(path, once, each, never);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("paths")
    void reachNearlyWhatTheModelReaches(Path path, double once, double each, double never) {
        double part = path.loss() > 0 ? NEARLY_WITH_LOSS : NEARLY;
        assertThat(megabytesASecond(path, Unexpected.ONCE, 5)).isGreaterThan(part * once);
        assertThat(megabytesASecond(path, Unexpected.EACH, 4)).isGreaterThan(part * each);
        assertThat(megabytesASecond(path, Unexpected.NEVER, 1)).isGreaterThan(part * never);
    }

    @Test
    void clientWhosePathDropsTailsGetsASmallerWindowNextTime() {
        var served = serving(TINY);
        var options = Options.of("blksize", "1468", "windowsize", "64");
        var deaf = served.client().receiving(Unexpected.NEVER, Duration.ofSeconds(1));
        var first = deaf.options(options).read(served.address, "f", _ -> {});
        end(served, first);
        var client = served.client(11).options(options);
        var other = client.read(served.address, "f", _ -> {});
        end(served, other);
        assertThat(window(first)).isEqualTo(64);
        assertThat(window(other)).as("another client").isEqualTo(64);
        var again = served.peer(3001).asks(Peer.rrq("f", "blksize", "1468", "windowsize", "64"));
        served.runMillis(10);
        assertThat(again.last()).isEqualTo(Peer.oack("blksize", "1468", "windowsize", "32"));
        served.run(Duration.ofMinutes(11));
        var forgotten = served.peer(3002).asks(Peer.rrq("f", "windowsize", "64"));
        served.runMillis(10);
        assertThat(forgotten.last()).isEqualTo(Peer.oack("windowsize", "64"));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 64})
    void blocksLostByChanceMakeNoWindowSmallerFromRunToRun(int window) {
        var served = serving(new Path("100 Mbit/s, 1 ms, 1 % loss", 100, 1, 256 << 10, 0.01));
        for (var habit : List.of(Unexpected.ONCE, Unexpected.EACH)) {
            for (int run = 0; run < 8; run++) {
                var client = served.client()
                        .options(Options.of("blksize", "1468", "windowsize", Integer.toString(window)))
                        .receiving(habit, Duration.ofSeconds(4));
                var read = client.read(served.address, "f", _ -> {});
                end(served, read);
                assertThat(window(read)).as("%s, run %d", habit, run).isEqualTo(window);
            }
        }
    }

    @Test
    void aWindowThatWasMadeSmallerGrowsAgainWithCleanTransfers() {
        var served = serving(TINY);
        var options = Options.of("blksize", "1468", "windowsize", "64");
        var deaf = served.client()
                .receiving(Unexpected.NEVER, Duration.ofSeconds(1))
                .options(options);
        end(served, deaf.read(served.address, "f", _ -> {}));
        served.network.link(Served.SERVER, Served.CLIENT, Link.PERFECT);
        var smaller = deaf.read(served.address, "f", _ -> {});
        end(served, smaller);
        var again = deaf.read(served.address, "f", _ -> {});
        end(served, again);
        assertThat(window(smaller)).isEqualTo(32);
        assertThat(window(again)).isEqualTo(64);
    }

    private static int window(SimulatedTransfer transfer) {
        return transfer.terms().orElseThrow().windowSize().blocks();
    }

    private static double megabytesASecond(Path path, Unexpected habit, int timerSeconds) {
        var served = serving(path);
        var client = served.client()
                .options(Options.of("blksize", "1468", "windowsize", "64"))
                .receiving(habit, Duration.ofSeconds(timerSeconds));
        var read = client.read(served.address, "f", _ -> {});
        end(served, read);
        return SIZE / MEGABYTE / (read.elapsed().toNanos() / 1e9);
    }

    private static void end(Served served, SimulatedTransfer read) {
        served.network.runUntil(() -> read.outcome().isPresent(), Duration.ofMinutes(10));
        assertThat(read.completed()).isTrue();
    }

    private static Served serving(Path path) {
        var served = Served.with(b -> b.maxWindowsize(64));
        served.content.put("f", SimulatedFile.generated(1, SIZE));
        served.network.link(Served.SERVER, Served.CLIENT, path.down());
        served.network.link(Served.CLIENT, Served.SERVER, path.up());
        return served;
    }
}
