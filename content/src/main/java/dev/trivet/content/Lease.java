package dev.trivet.content;

import java.util.concurrent.atomic.AtomicInteger;

/// Lets go of something after the last call that uses it has returned, although it may be closed at any time and
/// from any thread: a descriptor's number is given out again at once.
final class Lease {
    private final Runnable atEnd;
    private final AtomicInteger uses = new AtomicInteger(1);

    Lease(Runnable atEnd) {
        this.atEnd = atEnd;
    }

    /// @return false where it is over
    boolean enter() {
        return uses.getAndUpdate(now -> now == 0 ? 0 : now + 1) != 0;
    }

    /// After each [#enter], and once for the owner.
    void leave() {
        if (uses.decrementAndGet() == 0) atEnd.run();
    }
}
