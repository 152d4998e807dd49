package dev.trivet.server;

/// Counts requests that get silence, and tells of them once a second at most: a flood must not become a flood of log
/// lines.
final class Unanswered {
    private static final long PAUSE = 1_000_000_000;

    private final Shared shared;
    private long count;
    private long toldAt;
    private boolean told;

    Unanswered(Shared shared) {
        this.shared = shared;
    }

    void count(String why, long now) {
        count++;
        if (told && now - toldAt < PAUSE) return;
        shared.events().accept(new TransferEvent.Unanswered(shared.clock().instant(), count, why));
        count = 0;
        toldAt = now;
        told = true;
    }
}
