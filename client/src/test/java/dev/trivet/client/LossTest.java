package dev.trivet.client;

import static dev.trivet.client.Played.octets;
import static dev.trivet.client.ScriptedServer.plainReads;
import static dev.trivet.client.ScriptedServer.plainWrites;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A client told to lose datagrams is on a bad line")
class LossTest {
    private static final int BLOCKS = 400;
    private static final byte[] FILE = octets(BLOCKS * 512 - 1);

    @Test
    void withoutLossEveryBlockAndEveryAckTravelsOnce() {
        var played = lossy(0, 1);
        var got = played.get();
        played.run();
        assertThat(got.join().bytes()).isEqualTo(FILE);
        assertThat(got.join().report().retransmissions()).isZero();
        assertThat(blocksOfServer(played)).isEqualTo(BLOCKS);
        assertThat(arrivedAtServer(played)).isEqualTo(BLOCKS + 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsFetchedIsWholeAndTheShareThatIsLostEachWayIsTheOneThatWasAsked(long seed) {
        var played = lossy(0.2, seed);
        var got = played.get();
        played.run();
        assertThat(got.join().bytes()).as("seed %d", seed).isEqualTo(FILE);
        long left = BLOCKS + 1 + got.join().report().retransmissions();
        assertThat((double) arrivedAtServer(played) / left)
                .as("out, seed %d", seed)
                .isCloseTo(0.8, within(0.07));
        assertThat((double) BLOCKS / blocksOfServer(played))
                .as("in, seed %d", seed)
                .isCloseTo(0.8, within(0.07));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsSentIsWhole(long seed) {
        var played = silent(0.2, seed).server(plainWrites());
        var sent = played.client.putAsync(FILE, Played.FILE);
        played.run();
        assertThat(sent.join().octets()).as("seed %d", seed).isEqualTo(FILE.length);
        assertThat(sent.join().retransmissions()).as("seed %d", seed).isPositive();
    }

    @Test
    void theSameSeedLosesTheSame() {
        assertThat(transcript(7)).isEqualTo(transcript(7)).isNotEqualTo(transcript(8));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 0.91, 1, Double.NaN})
    void aLineThatLetsNothingThroughIsRefused(double share) {
        assertThatThrownBy(() -> TftpClient.builder().loss(share, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 0.9");
    }

    private static String transcript(long seed) {
        var played = lossy(0.1, seed);
        played.get();
        return played.run().transcript();
    }

    private static Played lossy(double share, long seed) {
        return silent(share, seed).server(plainReads(FILE));
    }

    /// The server of these tests repeats nothing: only the client's own repeats bring a transfer on.
    private static Played silent(double share, long seed) {
        return Played.with(b -> b.noOptions().giveUp(Duration.ofHours(1)).loss(share, seed));
    }

    /// The network itself loses nothing: its transcript has what the client let out.
    private static long arrivedAtServer(Played played) {
        return played.sent().size();
    }

    private static long blocksOfServer(Played played) {
        return played.transcript()
                .lines()
                .filter(line -> line.contains("server > client  DATA"))
                .count();
    }
}
