package dev.trivet.server;

import java.util.concurrent.atomic.AtomicInteger;

/// Settings and content between two reloads. Each loop holds the one that it admits transfers with, each transfer
/// the one that it began with; the last that lets go closes the content. Any thread.
final class Generation {
    private final Settings settings;
    private final ServedContent content;
    private final AtomicInteger holders = new AtomicInteger();

    Generation(Settings settings, ServedContent content) {
        this.settings = settings;
        this.content = content;
    }

    Settings settings() {
        return settings;
    }

    ServedContent content() {
        return content;
    }

    /// Only while somebody else holds it, or before anybody does.
    Generation hold() {
        holders.incrementAndGet();
        return this;
    }

    /// Whether everybody who held it has let go.
    boolean isOver() {
        return holders.get() == 0;
    }

    /// Once for each [#hold].
    void letGo() {
        if (holders.decrementAndGet() == 0) content.close();
    }
}
