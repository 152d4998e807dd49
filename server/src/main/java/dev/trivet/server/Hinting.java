package dev.trivet.server;

import dev.trivet.explain.Explanation;
import dev.trivet.explain.Situation;
import dev.trivet.negotiation.Limits;
import dev.trivet.server.TransferEvent.Asked;
import dev.trivet.server.TransferEvent.Ended;
import dev.trivet.server.TransferEvent.Hint;
import dev.trivet.transfer.Outcome;
import dev.trivet.wire.WireText;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Tells what is worth a word though no transfer failed, and no more often than somebody reads it. Shared by the loops.
final class Hinting {
    /// Characters of a name that are shown.
    private static final int SHOWN = 200;

    private final ToldHints told = new ToldHints();
    private final BootLoops loops = new BootLoops();
    private final Consumer<TransferEvent> events;
    private final InstantSource clock;

    Hinting(Consumer<TransferEvent> events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
    }

    /// @param now nanoseconds
    void started(Asked asked, StartHints hints, long now) {
        hints.all().forEach(hint -> tell(asked, hint, now));
    }

    /// @param roundTrip nanoseconds, smoothed; 0 while unknown
    /// @param limits what the client may have when it asks
    /// @param now nanoseconds
    void ended(Ended end, long roundTrip, Supplier<Limits> limits, long now) {
        var asked = end.asked();
        LockStep.hint(end, roundTrip, limits).ifPresent(hint -> tell(asked, hint, now));
        if (asked.direction() != Direction.READ || !(end.outcome() instanceof Outcome.Completed)) return;
        var client = asked.peer().address().getAddress();
        loops.fetched(client, end.file(), now)
                .ifPresent(times -> tell(
                        asked, Situation.BOOT_LOOP.explain(client.getHostAddress(), quoted(end.file()), times), now));
    }

    private void tell(Asked asked, Explanation hint, long now) {
        var client = asked.peer().address().getAddress();
        if (told.mayTell(client, hint.situation(), now)) events.accept(new Hint(clock.instant(), asked, hint));
    }

    /// A name for the log: in quotes, bounded, without control characters.
    static String quoted(String name) {
        return WireText.quoted(name, SHOWN);
    }
}
