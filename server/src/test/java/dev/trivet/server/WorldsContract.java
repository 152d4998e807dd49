package dev.trivet.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What must hold of many worlds, whoever asks in them. With `-Dworld.seed=N` only that world is run, and told packet
/// by packet.
abstract class WorldsContract {
    private static final int FIXED = 10_000;
    private static final int FRESH = 1_000;
    private static final int NEAR_ROLLOVER_AT_LEAST = 2_000;
    private static final int LONG_AT_LEAST = 50;

    /// Worlds of these seeds, not yet run.
    abstract Worlds worlds(long first, long count);

    abstract World world(long seed);

    @Test
    void whatIsStoredIsOldOrOfferedAndEveryTransferEnds() throws InterruptedException {
        var seed = Long.getLong("world.seed");
        var worlds = worlds(seed == null ? 1 : seed, seed == null ? FIXED : 1).run();
        if (seed != null) System.out.println(Worlds.replay(world(seed)));
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
        var worlds = worlds(first, FRESH).run();
        System.out.println("fresh " + worlds.line());
        assertThat(worlds.bad()).as("replay with -Dworld.seed=").isEmpty();
    }

    @Test
    void sameSeedMakesTheSameWorld() {
        assertThat(Worlds.replay(world(4711)))
                .isEqualTo(Worlds.replay(world(4711)))
                .contains("RRQ")
                .contains("ACK");
    }
}
