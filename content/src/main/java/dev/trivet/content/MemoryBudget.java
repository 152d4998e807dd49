package dev.trivet.content;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/// Octets that uploads may hold in memory: each by itself, and all at once. Any thread.
final class MemoryBudget {
    private final long each;
    private final long together;
    private final AtomicLong held = new AtomicLong();

    MemoryBudget(long each, long together) {
        if (each < 1) throw new IllegalArgumentException("the largest upload must be 1 octet or more: " + each);
        this.each = each;
        this.together = Math.max(each, together);
    }

    /// @param announced by the client; refused at once where it is too much
    Share begin(String name, OptionalLong announced) throws ContentException {
        if (announced.orElse(0) > each) throw tooLarge(name);
        return new Share();
    }

    long held() {
        return held.get();
    }

    private ContentException tooLarge(String name) {
        return Refusals.tooLarge(name, "the limit of uploads into memory", each);
    }

    /// What one upload holds.
    final class Share implements AutoCloseable {
        private long taken;

        void take(String name, long octets) throws ContentException {
            taken += octets;
            long all = held.addAndGet(octets);
            if (taken > each) throw tooLarge(name);
            if (all > together) throw Refusals.tooLarge(name, "the memory for all uploads at once", together);
        }

        /// May be called again.
        @Override
        public void close() {
            held.addAndGet(-taken);
            taken = 0;
        }
    }
}
