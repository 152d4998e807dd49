package dev.trivet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.sim.Faults;
import dev.trivet.sim.LateClient;
import dev.trivet.sim.SimulatedClient;
import dev.trivet.sim.SimulatedNetwork;
import dev.trivet.transfer.LateStart;
import dev.trivet.transfer.Outcome;
import dev.trivet.transfer.Start;
import dev.trivet.wire.Options;
import dev.trivet.wire.Rollover;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nearly all count from 65535 to 0; avionics and some TFTP stacks count to 1, and not all of them can ask for it.
@DisplayName("Quirks of the rollover")
class RolloverQuirksTest {
    private static final Start NEAR = LateStart.after(65_533);

    @Test
    void readerThatCountsTo1GetsBlock1AfterBlock65535ByItsRule() {
        Dialogue.holds(to(1).file("image", 1_500), """
                0.000 client > server  RRQ image octet
                0.010 server > client  DATA 65534 (512)
                0.020 client > server  ACK 65534
                0.030 server > client  DATA 65535 (512)
                0.040 client > server  ACK 65535
                0.050 server > client  DATA 1 (476)
                0.060 client > server  ACK 1
                """);
    }

    @Test
    void readerThatAsksForItsRolloverGetsThatWhateverItsRuleSays() {
        Dialogue.holds(to(1).file("image", 1_500), """
                0.000 client > server  RRQ image octet rollover 0
                0.010 server > client  OACK rollover 0
                0.020 client > server  ACK 65533
                0.030 server > client  DATA 65534 (512)
                0.040 client > server  ACK 65534
                0.050 server > client  DATA 65535 (512)
                0.060 client > server  ACK 65535
                0.070 server > client  DATA 0 (476)
                0.080 client > server  ACK 0
                """);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void writerInLockStepShowsByItselfHowItCounts(int next) {
        var served = plain();
        Dialogue.holds(served, """
                0.000 client > server  WRQ dump octet
                0.010 server > client  ACK 65533
                0.020 client > server  DATA 65534 (512)
                0.030 server > client  ACK 65534
                0.040 client > server  DATA 65535 (512)
                0.050 server > client  ACK 65535
                0.060 client > server  DATA %1$d (76)
                0.070 server > client  ACK %1$d
                """.formatted(next));
        assertThat(served.content.stored("dump")).contains(Served.octets(1_100));
    }

    /// A lost block 0 would look the same, so 1 is not taken without a rule.
    @Test
    void writerWithAWindowThatCountsTo1IsTakenByItsRuleOnly() {
        var octets = Served.octets(20_000);
        var plain = plain();
        var refused = writer(plain, Rollover.TO_ONE).write(plain.address, "dump", octets);
        plain.runUntilQuiet();
        assertThat(refused.completed()).isFalse();
        assertThat(plain.content.stored("dump")).isEmpty();

        var byRule = to(1);
        var taken = writer(byRule, Rollover.TO_ONE).write(byRule.address, "dump", octets);
        byRule.runUntilQuiet();
        assertThat(taken.outcome()).contains(new Outcome.Completed());
        assertThat(byRule.content.stored("dump")).contains(octets);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void readersAndWritersPassItByTheirRuleUnderLoss(int number) {
        for (int seed = 0; seed < 50; seed++) {
            var served = lossy(seed, number).file("image", 30_000);
            var write = writer(served, number == 1 ? Rollover.TO_ONE : Rollover.TO_ZERO)
                    .write(served.address, "dump", Served.octets(30_000));
            var reader = served.client(11);
            LateClient.startingAt(reader, NEAR);
            var read = reader.read(served.address, "image");
            served.runUntilQuiet();
            assertThat(write.completed()).as("write, seed %d", seed).isTrue();
            assertThat(served.content.stored("dump")).as("seed %d", seed).contains(Served.octets(30_000));
            assertThat(read.received()).as("seed %d", seed).isEqualTo(Served.octets(30_000));
        }
    }

    private static Served lossy(long seed, int number) {
        var network = SimulatedNetwork.withSeed(seed)
                .latency(Duration.ofMillis(10))
                .faults(Faults.NONE.loss(0.05).duplication(0.05));
        var workers = network.workers(Duration.ZERO, Duration.ZERO);
        return Served.around(
                network, workers, content -> content, b -> b.blocksFrom(NEAR).client(countingTo(number)));
    }

    private static Served plain() {
        return Served.with(b -> b.blocksFrom(NEAR));
    }

    private static Served to(int number) {
        return Served.with(b -> b.blocksFrom(NEAR).client(countingTo(number)));
    }

    private static ClientRule countingTo(int number) {
        return ClientRule.of(ClientMatch.parse("192.0.2.0/24")).rollover(number);
    }

    private static SimulatedClient writer(Served served, Rollover counts) {
        var client = served.client().options(Options.of("windowsize", "8")).rollover(counts);
        LateClient.startingAt(client, NEAR);
        return client;
    }
}
