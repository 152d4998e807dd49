package dev.trivet.client;

import dev.trivet.content.Durability;
import dev.trivet.wire.Mode;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// All that can be set. Made by [ClientBuilder], where each is explained.
record ClientSettings(
        OptionalInt blksize,
        OptionalInt windowsize,
        OptionalInt timeoutSeconds,
        Mode mode,
        Duration giveUp,
        Duration waitFor,
        boolean options,
        Durability durability,
        long maxBytes,
        double loss,
        long lossSeed,
        List<Consumer<ClientEvent>> listeners,
        Consumer<Throwable> uncaught) {
    static final long DEFAULT_MAX_BYTES = 64L << 20;

    ClientSettings {
        listeners = List.copyOf(listeners);
    }
}
