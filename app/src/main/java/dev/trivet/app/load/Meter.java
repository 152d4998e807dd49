package dev.trivet.app.load;

import dev.trivet.client.ClientEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Octets as they travel, of all transfers, and the rules that the server breaks. Told by the client's loop, which must
/// not wait; anybody reads.
final class Meter implements Consumer<ClientEvent> {
    private final Consumer<String> ruleBroken;

    /// Of the transfers that run; for the loop's thread alone.
    private final Map<Long, Long> running = new HashMap<>();

    private final AtomicLong octets = new AtomicLong();

    /// @param ruleBroken hears how, on the loop
    Meter(Consumer<String> ruleBroken) {
        this.ruleBroken = ruleBroken;
    }

    /// Of complete transfers, and of others as far as they came.
    long octets() {
        return octets.get();
    }

    @Override
    public void accept(ClientEvent event) {
        long id = event.wish().id();
        switch (event) {
            case ClientEvent.Asking _, ClientEvent.Started _ -> {}
            case ClientEvent.RuleBroken broken -> ruleBroken.accept(broken.how());
            case ClientEvent.Progress progress -> reached(id, progress.octets());
            case ClientEvent.Completed completed -> {
                reached(id, completed.report().octets());
                running.remove(id);
            }
            case ClientEvent.Failed _ -> running.remove(id);
        }
    }

    private void reached(long id, long now) {
        var before = running.put(id, now);
        octets.addAndGet(now - (before == null ? 0 : before));
    }
}
