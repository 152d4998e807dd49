package dev.trivet.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.transfer.ModelReceiver.Kind;
import dev.trivet.transfer.WindowedDownload.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The sender on the paths of the pacing model, against what its prototype and a sender that repeats whole windows
/// ("adapt": a timer from round trips, no question, no pace) reach there.
@DisplayName("Windows into real paths")
class PacingModelTest {
    static final int[] WINDOWS = {4, 8, 16, 32, 64};
    private static final int SEEDS = 11;

    /// Chance is another one than in the model; and a receiver that answers no gap pays for each one more.
    private static final double CLOSE = 0.97;

    private static final double CLOSE_WHERE_NOTHING_IS_ANSWERED = 0.95;

    static final List<Path.Spec> PATHS = List.of(
            new Path.Spec("100M 0.5ms q64K", 100, 0.000_5, 65_536, 0),
            new Path.Spec("100M 0.5ms q32K", 100, 0.000_5, 32_768, 0),
            new Path.Spec("100M 0.5ms q16K", 100, 0.000_5, 16_384, 0),
            new Path.Spec("10M 2ms q64K", 10, 0.002, 65_536, 0),
            new Path.Spec("10M 20ms q32K", 10, 0.020, 32_768, 0),
            new Path.Spec("1G 1ms q64K", 1000, 0.001, 65_536, 0),
            new Path.Spec("100M 40ms q256K", 100, 0.040, 262_144, 0),
            new Path.Spec("1G 1ms q1M 1%loss", 1000, 0.001, 1 << 20, 0.01),
            new Path.Spec("100M 0.5ms q64K 1%loss", 100, 0.000_5, 65_536, 0.01),
            new Path.Spec("10G 0.1ms q4M", 10_000, 0.000_1, 4 << 20, 0));

    private static final Path.Spec Q8K = new Path.Spec("100M 0.5ms q8K", 100, 0.000_5, 8_192, 0);

    /// MB/s of the model: for each window what adapt and the prototype reach.
    private static final String ONCE = """
              5.82   5.82    7.86   7.86    9.53   9.53   10.67  10.67    0.00  11.16
              5.82   5.82    7.86   7.86    9.53   9.53    0.00  10.48    0.00  11.14
              5.82   5.82    7.86   7.86    0.00   9.37    0.00   9.56    0.00   7.64
              0.85   0.85    1.00   1.00    1.09   1.09    1.15   1.14    0.00   1.18
              0.00   0.00    0.38   0.38    0.58   0.58    0.00   0.78    0.00   0.95
              5.34   5.34   10.23  10.23   18.86  18.86   32.55  32.55    0.00  28.18
              0.00   0.00    0.00   0.00    0.53   0.53    1.02   1.02    1.88   1.88
              3.34   3.76    6.99   7.10   12.55  12.68   21.09  20.42   35.10  26.51
              3.61   4.02    5.57   5.96    6.93   7.57    5.35   8.44    0.00   8.58
             53.44  53.44  102.35 102.35  188.57 188.57  325.52 325.52  513.78 513.78
            """;

    private static final String EACH = """
              5.82   5.82    7.86   7.86    9.53   9.53   10.67  10.67    0.31  11.16
              5.82   5.82    7.86   7.86    9.53   9.53    0.00  10.48    0.00  11.14
              5.82   5.82    7.86   7.86    0.00   9.37    0.00   9.34    0.00   8.54
              0.85   0.85    1.00   1.00    1.09   1.09    1.15   1.14    0.29   1.18
              0.00   0.00    0.38   0.38    0.58   0.58    0.00   0.78    0.00   0.95
              5.34   5.34   10.23  10.23   18.86  18.86   32.55  32.55    0.00  27.43
              0.00   0.00    0.00   0.00    0.53   0.53    1.02   1.02    1.88   1.88
              3.47   3.88    6.76   7.07   12.83  13.05   23.44  25.39   39.22  37.84
              4.13   4.16    5.97   6.06    7.21   8.12    5.46   6.61    0.91   9.43
             53.44  53.44  102.35 102.35  188.57 188.57  325.52 325.52  513.78 513.78
            """;

    private static final String NEVER = """
              5.82   5.82    7.86   7.86    9.53   9.53   10.67  10.67    0.00  10.86
              5.82   5.82    7.86   7.86    9.53   9.53    0.00  10.12    0.00   8.57
              5.82   5.82    7.86   7.86    0.00   1.32    0.00   1.68    0.00   3.43
              0.85   0.85    1.00   1.00    1.09   1.09    1.15   1.14    0.00   1.16
              0.00   0.00    0.38   0.38    0.58   0.58    0.00   0.77    0.00   0.85
              5.34   5.34   10.23  10.23   18.86  18.86   32.55  32.55    0.00   1.64
              0.00   0.00    0.00   0.00    0.53   0.53    1.02   1.02    1.88   1.88
              2.51   2.63    3.99   3.81    6.75   4.58   11.80   5.12   16.76   5.06
              2.84   2.76    3.81   3.47    4.69   3.67    2.43   3.68    0.00   1.96
             53.44  53.44  102.35 102.35  188.57 188.57  325.52 325.52  513.78 513.78
            """;

    static Stream<Arguments> cells() {
        var cells = new ArrayList<Arguments>();
        for (var kind : Kind.values()) {
            double[][] table = numbers(kind);
            for (int path = 0; path < PATHS.size(); path++)
                for (int w = 0; w < WINDOWS.length; w++)
                    cells.add(Arguments.of(
                            kind, PATHS.get(path), WINDOWS[w], table[path][2 * w], table[path][2 * w + 1]));
        }
        return cells.stream();
    }

    static double[][] numbers(Kind kind) {
        String table = switch (kind) {
            case ONCE -> ONCE;
            case EACH -> EACH;
            case NEVER -> NEVER;
        };
        return table.lines()
                .map(line -> Arrays.stream(line.strip().split("\\s+", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
    }

    @ParameterizedTest(name = "{0} {1} window {2}")
    @MethodSource("cells")
    void theSenderReachesWhatItsModelReaches(Kind kind, Path.Spec path, int window, double adapt, double paced) {
        double rate = median(path, kind, window);
        assertThat(rate).isGreaterThanOrEqualTo((kind == Kind.NEVER ? CLOSE_WHERE_NOTHING_IS_ANSWERED : CLOSE) * paced);
        // Where the model loses nothing to whole windows, neither does the sender.
        if (paced >= adapt) assertThat(rate).isGreaterThanOrEqualTo(0.97 * adapt);
    }

    @ParameterizedTest
    @MethodSource("shortQueues")
    void aQueueOfAFewPacketsIsFoundOutToo(int window, double least) {
        // seven times below this when a measurement of few blocks did not count
        assertThat(median(Q8K, Kind.ONCE, window)).isGreaterThan(least);
        assertThat(median(Q8K, Kind.EACH, window)).isGreaterThan(least);
    }

    static Stream<Arguments> shortQueues() {
        return Stream.of(Arguments.of(8, 4), Arguments.of(16, 4.5), Arguments.of(32, 5), Arguments.of(64, 5));
    }

    @ParameterizedTest
    @CsvSource({"ONCE,32", "ONCE,64", "EACH,32", "EACH,64"})
    void severalPercentOfLossByChanceAreNoReasonToSlowDown(Kind kind, int window) {
        // nothing arrives within a minute where each early answer is blamed on the rate
        assertThat(median(new Path.Spec("1G 1ms 3%", 1000, 0.001, 1 << 20, 0.03), kind, window))
                .isGreaterThan(6);
        assertThat(median(new Path.Spec("1G 1ms 5%", 1000, 0.001, 1 << 20, 0.05), kind, window))
                .isGreaterThan(3);
    }

    @Test
    void aWindowThatTakesLongerThanOurPatienceCostsAFewQuestions() {
        // 32 blocks need 39 ms here, and before there is a round trip the question comes after 30
        for (long seed = 0; seed < SEEDS; seed++) {
            var download = new WindowedDownload(PATHS.get(3), Kind.EACH, 32, seed);
            assertThat(download.run()).as("seed %d", seed).isGreaterThan(1.14);
            assertThat(download.sender().retransmissions()).as("seed %d", seed).isLessThan(100);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aWindowThatFitsIsKeptForTheNextTransfer(Kind kind) {
        assertThat(collapses(PATHS.get(2), kind, 8)).isFalse();
        assertThat(collapses(PATHS.get(5), kind, 32)).isFalse();
        assertThat(collapses(PATHS.get(8), kind, 8)).isFalse();
    }

    @Test
    void aWindowThatCollapsesAndCannotBePacedIsNot() {
        assertThat(collapses(PATHS.get(2), Kind.NEVER, 64)).isTrue();
        assertThat(collapses(Q8K, Kind.NEVER, 32)).isTrue();
        // where pacing helps, it is not the window's fault
        assertThat(collapses(PATHS.get(2), Kind.NEVER, 16)).isFalse();
        assertThat(collapses(PATHS.get(5), Kind.NEVER, 64)).isFalse();
    }

    private static boolean collapses(Path.Spec path, Kind kind, int window) {
        var download = new WindowedDownload(path, kind, window, 0);
        download.run();
        return download.sender().collapsed();
    }

    @ParameterizedTest(name = "{0} {1} window {2}")
    @MethodSource("answeringCells")
    void aClockThatWakesUpToAMillisecondLateCostsLittle(
            Kind kind, Path.Spec path, int window, double adapt, double paced) {
        // the queue of 16 KB is ten packets, and a millisecond is eight
        double part = path.queue() < 20_000 && window < 64 ? 0.65 : 0.9;
        assertThat(median(path, kind, window, VirtualTime.MILLISECOND)).isGreaterThanOrEqualTo(part * paced);
    }

    static Stream<Arguments> answeringCells() {
        return cells().filter(cell -> cell.get()[0] != Kind.NEVER);
    }

    @ParameterizedTest
    @CsvSource({"ONCE,32", "ONCE,64", "EACH,32", "EACH,64", "NEVER,32", "NEVER,64"})
    void packetsThatAreOvertakenDoNotMakeAPathSlow(Kind kind, int window) {
        // one in a hundred comes 0.3 ms late, behind two others, which are lost by that: two gaps, and what follows
        double kept = kind == Kind.NEVER ? 0.2 : 0.35;
        for (var path : List.of(PATHS.get(0), PATHS.get(3))) {
            double clean = median(path, kind, window);
            var late = new WindowedDownload(path, kind, window, 0).reordering(0.01, 300_000);
            assertThat(late.run()).as(path.name()).isGreaterThan(kept * clean);
        }
    }

    @ParameterizedTest
    @CsvSource({"ONCE,16", "ONCE,32", "ONCE,64", "EACH,16", "EACH,32", "EACH,64"})
    void tenTransfersThatShareAQueueUseItsLinkAndAllArrive(Kind kind, int window) {
        for (int queue : new int[] {65_536, 262_144}) {
            var network = Network.of(new Path.Spec("shared", 100, 0.001, queue, 0), 1);
            var deal = Deal.PLAIN.blocks(WindowedDownload.BLOCK_SIZE).window(window);
            var all = Stream.generate(() -> new WindowedDownload(network, kind, deal, WindowedDownload.OCTETS))
                    .limit(10)
                    .toList();
            all.forEach(WindowedDownload::start);
            while (!all.stream().allMatch(WindowedDownload::done)
                    && network.time().next(60 * VirtualTime.SECOND)) {}
            assertThat(all).allMatch(WindowedDownload::done);
            double total = 10.0 * WindowedDownload.OCTETS / network.time().now() * 1e3;
            double link = 100 / 8.0 * WindowedDownload.BLOCK_SIZE / (WindowedDownload.BLOCK_SIZE + Pace.HEADERS);
            assertThat(total / link).isGreaterThan(queue > 100_000 ? 0.98 : 0.8);
        }
    }

    @ParameterizedTest
    @CsvSource({"ONCE,64", "EACH,64", "NEVER,64", "ONCE,512"})
    void theRolloverIsPassedWhilePaced(Kind kind, int window) {
        // 131,073 blocks of 128 octets, 16 KB of queue
        var spec = new Path.Spec("100M 0.5ms q8K", 100, 0.000_5, 8_192, 0);
        var deal = Deal.PLAIN.blocks(128).window(window);
        assertThat(new WindowedDownload(Network.of(spec, 0), kind, deal, WindowedDownload.OCTETS).run())
                .isGreaterThan(kind == Kind.NEVER ? 2 : 5);
    }

    @ParameterizedTest
    @CsvSource({"0,64", "1467,64", "1468,64", "40000,64", "93952,64", "200000,64", "1048576,64", "200000,4"})
    void shortFilesWaitForNothing(int octets, int window) {
        for (var kind : Kind.values()) {
            var deal = Deal.PLAIN.blocks(WindowedDownload.BLOCK_SIZE).window(window);
            var download = new WindowedDownload(Network.of(PATHS.get(0), 0), kind, deal, octets);
            download.run();
            // the first window may drop its tail: a question, a repeat, and then it flows
            double wire = octets / 12.1e6 + 0.000_6 * (2 + octets / WindowedDownload.BLOCK_SIZE / window);
            double silence = octets > 64_000 && window == 64 ? 0.150 : 0;
            assertThat(download.seconds()).as("%s", kind).isLessThan(1.1 * wire + silence);
        }
    }

    static double median(Path.Spec path, Kind kind, int window) {
        return median(path, kind, window, 1);
    }

    static double median(Path.Spec path, Kind kind, int window, long tick) {
        return LongStream.range(0, path.loss() > 0 ? SEEDS : 1)
                .mapToDouble(seed -> new WindowedDownload(path, kind, window, seed)
                        .tick(tick)
                        .run())
                .sorted()
                .boxed()
                .toList()
                .get(path.loss() > 0 ? SEEDS / 2 : 0);
    }
}
