package dev.trivet.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// With `-Dworld.seed=N` only that world is run, and told packet by packet. Millions: `sim/worlds client`.
@DisplayName("Whatever the network does, Trivet's client has the file, or leaves what was there, and says which")
class ClientWorldsTest {
    private static final int FIXED = 10_000;
    private static final int FRESH = 1_000;
    private static final int NEAR_ROLLOVER_AT_LEAST = 2_000;
    private static final int LONG_AT_LEAST = 50;

    @Test
    void everyTransferEndsAndTellsTheTruth() throws InterruptedException {
        var seed = Long.getLong("world.seed");
        var worlds = ClientWorlds.of(seed == null ? 1 : seed, seed == null ? FIXED : 1)
                .run();
        if (seed != null) System.out.println(Worlds.replay(ClientWorlds.ofSeed(seed)));
        System.out.println(worlds.line());
        assertThat(worlds.bad()).as("replay with -Dworld.seed=").isEmpty();
        if (seed != null) return;
        assertThat(worlds.near()).isGreaterThanOrEqualTo(NEAR_ROLLOVER_AT_LEAST);
        assertThat(worlds.longOnes()).isGreaterThanOrEqualTo(LONG_AT_LEAST);
        assertThat(worlds.completed()).as("else little was tried").isGreaterThan(FIXED / 2);
    }

    /// Seeds that nobody has tried before. What they find is to be mended, and is found again by its seed.
    @Test
    void nothingNewGoesWrongEither() throws InterruptedException {
        if (Long.getLong("world.seed") != null) return;
        long first = 1_000_000_000L + System.currentTimeMillis() / 1000 * FRESH;
        var worlds = ClientWorlds.of(first, FRESH).run();
        System.out.println("fresh client worlds: %d, seeds %d-%d".formatted(FRESH, first, first + FRESH - 1));
        assertThat(worlds.bad()).as("replay with -Dworld.seed=").isEmpty();
    }

    @Test
    void sameSeedMakesTheSameWorld() {
        assertThat(Worlds.replay(ClientWorlds.ofSeed(4711)))
                .isEqualTo(Worlds.replay(ClientWorlds.ofSeed(4711)))
                .contains("RRQ")
                .contains("ACK");
    }
}
