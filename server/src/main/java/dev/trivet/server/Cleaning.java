package dev.trivet.server;

import dev.trivet.content.DirectoryProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Removes what interrupted uploads left behind, in the background: a large tree takes its time, and nobody waits.
final class Cleaning {
    private final List<DirectoryProvider> directories;
    private final Consumer<String> notices;
    private final Optional<Cleaning> former;
    private final Thread thread;

    private Cleaning(List<DirectoryProvider> directories, Consumer<String> notices, Optional<Cleaning> former) {
        this.directories = directories;
        this.notices = notices;
        this.former = former.filter(each -> each.thread.isAlive());
        thread = Thread.ofPlatform().daemon().name("trivet-cleaning").unstarted(this::run);
    }

    /// @param directories those into which uploads may go
    static Cleaning start(List<DirectoryProvider> directories, Consumer<String> notices) {
        return new Cleaning(directories, notices, Optional.empty()).started();
    }

    /// Directories that were not served before.
    Cleaning then(List<DirectoryProvider> added) {
        return added.isEmpty() ? this : new Cleaning(added, notices, Optional.of(this)).started();
    }

    private Cleaning started() {
        if (!directories.isEmpty()) thread.start();
        return this;
    }

    private void run() {
        for (var directory : directories) {
            int removed = directory.cleanLeftovers();
            if (removed > 0)
                notices.accept(removed + " parts of interrupted uploads removed beneath " + directory.path());
        }
    }

    /// It ends early where its directories are closed, unless their file system hangs.
    ///
    /// @param most how long to wait; the thread is a daemon, and stays alone then
    void awaitEnd(Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        if (former.isPresent()) former.get().awaitEnd(most);
        if (thread.isAlive()) thread.join(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
    }
}
