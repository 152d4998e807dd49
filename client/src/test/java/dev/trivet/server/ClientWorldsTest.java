package dev.trivet.server;

import org.junit.jupiter.api.DisplayName;

/// Millions: `sim/worlds client`.
@DisplayName("Whatever the network does, Trivet's client has the file, or leaves what was there, and says which")
class ClientWorldsTest extends WorldsContract {
    @Override
    Worlds worlds(long first, long count) {
        return ClientWorlds.of(first, count);
    }

    @Override
    World world(long seed) {
        return ClientWorlds.ofSeed(seed);
    }
}
