package dev.trivet.app.load;

import dev.trivet.wire.Mode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// What is to be done.
///
/// @param clients at once, each with a TID of its own
/// @param transfers of all clients together; empty: until the time is over
/// @param duration no transfer goes on for longer; empty: until the transfers are done
/// @param put octets of each file that is sent; empty: files are fetched
/// @param mode in which all travel
record Plan(
        Target target, int clients, OptionalLong transfers, Optional<Duration> duration, OptionalLong put, Mode mode) {
    /// Where neither is said: enough to see something, and soon over. More where there are more clients.
    private static final long USUAL_TRANSFERS = 1_000;

    private static final Duration USUAL_DURATION = Duration.ofSeconds(10);

    /// A client without a transfer would be none.
    Plan {
        clients = (int) Math.min(clients, transfers.orElse(clients));
    }

    /// With a bound in any case.
    Plan bounded() {
        if (transfers.isPresent() || duration.isPresent()) return this;
        return new Plan(
                target,
                clients,
                OptionalLong.of(Math.max(USUAL_TRANSFERS, clients)),
                Optional.of(USUAL_DURATION),
                put,
                mode);
    }
}
