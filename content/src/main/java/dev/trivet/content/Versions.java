package dev.trivet.content;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/// The file versions that are being sent, so that five thousand clients of one file share one descriptor.
///
/// Any thread. One lock, held for a look into a map; files are opened, read and closed outside of it.
final class Versions {
    /// Netascii lengths remembered: some hundred small text files, as labs have them.
    private static final int LENGTHS = 512;

    /// Larger files are not scanned for the sake of `tsize`: 16 MiB take some ten milliseconds.
    private static final long SCANNED_OCTETS = 16L * 1024 * 1024;

    /// A client that is done is often followed by the next one: a file that was worth a mapping stays open for a
    /// moment, with what is known of its pages.
    private static final Duration LINGERING = Duration.ofSeconds(2);

    private static final int LINGERING_MOST = 16;

    private final Snapshots snapshots = new Snapshots();
    private final InstantSource clock;
    private final Map<FileState, FileVersion> open = new HashMap<>();

    /// Those of `open` that nobody uses, the longest unused one first.
    private final LinkedHashSet<FileVersion> unused = new LinkedHashSet<>();

    private boolean closed;
    private boolean looking;
    private final LinkedHashMap<FileState, Long> netasciiLengths = new LinkedHashMap<>();
    private final ReentrantLock scanning = new ReentrantLock();

    Versions(InstantSource clock) {
        this.clock = clock;
    }

    /// The version that `file` holds now: this descriptor, or the one that others use already, and then `file` is
    /// closed. Each call is answered by one [#release].
    FileVersion share(OpenFile file) throws IOException {
        FileState state;
        try {
            state = file.state();
        } catch (IOException e) {
            file.close();
            throw e;
        }
        var fresh = new FileVersion(file, state, snapshots, clock);
        var shared = joined(fresh);
        if (shared != fresh) file.close();
        return shared;
    }

    private synchronized FileVersion joined(FileVersion fresh) {
        var known = open.putIfAbsent(fresh.state(), fresh);
        if (known == null) return fresh;
        known.users++;
        unused.remove(known);
        return known;
    }

    void release(FileVersion version) {
        var over = new ArrayList<FileVersion>();
        synchronized (this) {
            if (--version.users > 0) return;
            unused.add(version);
            version.unusedSince = System.nanoTime();
            if (closed || !version.isMapped()) forget(version, over);
            else if (unused.size() > LINGERING_MOST) forget(unused.getFirst(), over);
            lookLater();
        }
        over.forEach(FileVersion::closeFile);
    }

    /// Holds the lock.
    private void forget(FileVersion version, List<FileVersion> over) {
        unused.remove(version);
        open.remove(version.state(), version);
        over.add(version);
    }

    /// Holds the lock. One look at a time is under way.
    private void lookLater() {
        if (unused.isEmpty() || looking) return;
        looking = true;
        long wait = LINGERING.toNanos() - (System.nanoTime() - unused.getFirst().unusedSince);
        CompletableFuture.delayedExecutor(wait, NANOSECONDS).execute(this::endLingering);
    }

    private void endLingering() {
        var over = new ArrayList<FileVersion>();
        synchronized (this) {
            looking = false;
            for (var each : List.copyOf(unused))
                if (System.nanoTime() - each.unusedSince >= LINGERING.toNanos()) forget(each, over);
            lookLater();
        }
        over.forEach(FileVersion::closeFile);
    }

    /// Keeps nothing open any more but what is used.
    void close() {
        List<FileVersion> over = new ArrayList<>();
        synchronized (this) {
            closed = true;
            for (var each : List.copyOf(unused)) forget(each, over);
        }
        over.forEach(FileVersion::closeFile);
    }

    /// The length in netascii, where it is known or worth a scan; one scan at a time, and one for each version.
    OptionalLong netasciiLength(FileVersion version) throws IOException {
        if (version.size() > SCANNED_OCTETS) return OptionalLong.empty();
        scanning.lock();
        try {
            var known = remembered(version);
            return known.isPresent() ? known : scan(version);
        } finally {
            scanning.unlock();
        }
    }

    private OptionalLong scan(FileVersion version) throws IOException {
        long length = NetasciiSource.lengthOf(version);
        if (!version.isCurrent()) return OptionalLong.empty();
        remember(version, length);
        return OptionalLong.of(length);
    }

    private synchronized OptionalLong remembered(FileVersion version) {
        var length = netasciiLengths.get(version.state());
        return length == null ? OptionalLong.empty() : OptionalLong.of(length);
    }

    private synchronized void remember(FileVersion version, long length) {
        if (netasciiLengths.size() == LENGTHS) netasciiLengths.pollFirstEntry();
        netasciiLengths.put(version.state(), length);
    }

    /// For tests: how many are used.
    synchronized int count() {
        return open.size() - unused.size();
    }
}
