package dev.trivet.content;

import java.util.concurrent.atomic.AtomicInteger;

/// Memory for copies of small files that are being sent. Any thread.
final class Snapshots {
    /// Configurations of phones, boot menus: a larger file is worth being read from the page cache.
    static final int LARGEST = 32 * 1024;

    /// A thousand or so at once; when it is used up, further files are read as large ones are.
    private static final int MOST = 16 * 1024 * 1024;

    private final AtomicInteger taken = new AtomicInteger();

    /// @return false where there is none left
    boolean take(int octets) {
        if (taken.addAndGet(octets) <= MOST) return true;
        taken.addAndGet(-octets);
        return false;
    }

    void giveBack(int octets) {
        taken.addAndGet(-octets);
    }
}
