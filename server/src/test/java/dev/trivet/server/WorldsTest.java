package dev.trivet.server;

import org.junit.jupiter.api.DisplayName;

/// Millions: `sim/worlds`.
@DisplayName("A faulty network may stop a transfer, but never falsify it")
class WorldsTest extends WorldsContract {
    @Override
    Worlds worlds(long first, long count) {
        return Worlds.simulated(first, count);
    }

    @Override
    World world(long seed) {
        return World.ofSeed(seed);
    }
}
