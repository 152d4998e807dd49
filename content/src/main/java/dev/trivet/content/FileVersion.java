package dev.trivet.content;

import dev.trivet.linux.LinuxException;
import dev.trivet.linux.Mapping;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/// One content of one file, with the one descriptor that all its transfers share. Replaced by rename or deleted, it
/// stays what it was, to the end. Any thread.
final class FileVersion {
    /// Made ready at once: large enough for few looks at the file, small enough to be read in a few milliseconds.
    static final int CHUNK_OCTETS = 1024 * 1024;

    /// So long a chunk counts as lying in the page cache after it was read through. A machine short of memory drops
    /// pages sooner or later; a transfer is done with a chunk in seconds.
    private static final Duration WARM = Duration.ofSeconds(30);

    /// Chunks whose reading is remembered: 64 GiB of a file, half a megabyte of memory. What lies behind is read
    /// through for each transfer.
    private static final int REMEMBERED = 65_536;

    /// File systems keep time in steps of a tick of the kernel: 10 ms at most, and some to spare.
    private static final long TIME_STEP_MILLIS = 20;

    /// Making and giving back a mapping costs more than reading so little.
    private static final int WORTH_MAPPING = 64 * 1024;

    private static final long NEVER = Long.MIN_VALUE;

    private final OpenFile file;
    private final FileState state;
    private final InstantSource clock;

    /// Made by the first look at the content, since most versions that are opened are found to be open already.
    private volatile Optional<Mapping> mapping = Optional.empty();

    private boolean mappingTried;

    private final Snapshots snapshots;
    private volatile @Nullable ByteBuffer snapshot;

    /// When each chunk was read through, in milliseconds of the clock.
    private final AtomicLongArray warmed;

    /// Sources that hold this version; guarded by [Versions].
    int users = 1;

    /// [System#nanoTime] of the last [#users] that went to 0; guarded by [Versions].
    long unusedSince;

    FileVersion(OpenFile file, FileState state, Snapshots snapshots, InstantSource clock) {
        this.snapshots = snapshots;
        this.file = file;
        this.state = state;
        this.clock = clock;
        this.warmed = new AtomicLongArray((int) Math.min(REMEMBERED, state.size() / CHUNK_OCTETS + 1));
        for (int i = 0; i < warmed.length(); i++) warmed.set(i, NEVER);
    }

    FileState state() {
        return state;
    }

    long size() {
        return state.size();
    }

    /// Whether the file still holds this content: costs one system call.
    boolean isCurrent() throws IOException {
        return file.state().isUnchanged(state);
    }

    /// Reads the chunks of `from` to `to` through, unless somebody just did.
    ///
    /// @param to at most the size
    /// @return false where the file changed in place
    boolean warm(long from, long to) throws IOException {
        if (isSnapshot() || size() <= Snapshots.LARGEST && copy()) return true;
        for (long chunk = from / CHUNK_OCTETS; from < to && chunk <= (to - 1) / CHUNK_OCTETS; chunk++) {
            if (!warmChunk(chunk)) return false;
        }
        return isCurrent();
    }

    /// The content in memory: small files cost one read, and cannot change while they are sent.
    ///
    /// @return false where they are to be read as others
    private synchronized boolean copy() throws IOException {
        if (snapshot != null) return true;
        if (isFresh() || !snapshots.take((int) size())) return false;
        var copy = ByteBuffer.allocate((int) size());
        try {
            while (copy.hasRemaining() && file.read(copy, copy.position()) > 0) {}
            if (!copy.hasRemaining() && isCurrent()) snapshot = copy.flip();
        } finally {
            if (snapshot == null) snapshots.giveBack((int) size());
        }
        return snapshot != null;
    }

    /// Written just now: it may be written again, and its time stay the same. A clock that was set back is no reason.
    private boolean isFresh() {
        long age = clock.millis() - state.modified().toEpochMilli();
        return age >= 0 && age < TIME_STEP_MILLIS;
    }

    boolean isSnapshot() {
        return snapshot != null;
    }

    private boolean warmChunk(long chunk) throws IOException {
        long now = clock.millis();
        if (isWarm(chunk, now)) return true;
        long position = chunk * CHUNK_OCTETS;
        long octets = Math.min(CHUNK_OCTETS, size() - position);
        if (!populated(position, octets) && file.readThrough(position, octets) < octets) return false;
        if (chunk < warmed.length()) warmed.set((int) chunk, now);
        return true;
    }

    /// Without a copy, where there is a mapping; it says nothing of what failed: reading does.
    private boolean populated(long position, long octets) {
        var memory = map();
        if (memory.isEmpty()) return false;
        try {
            return memory.get().populate(position, octets);
        } catch (LinuxException _) {
            return false;
        }
    }

    private synchronized Optional<Mapping> map() {
        if (mappingTried) return mapping;
        mappingTried = true;
        if (size() >= WORTH_MAPPING) mapping = file.map(size());
        return mapping;
    }

    boolean isMapped() {
        return mapping.isPresent();
    }

    /// How far chunks from `from` on are known to lie in the page cache.
    ///
    /// @param most octets, at most the size
    long warmUntil(long from, long most) {
        long now = clock.millis();
        long chunk = from / CHUNK_OCTETS;
        while (chunk * CHUNK_OCTETS < most && isWarm(chunk, now)) chunk++;
        return Math.min(chunk * CHUNK_OCTETS, most);
    }

    /// The whole of it, for system calls only; once some of it was warmed.
    Optional<Mapping> mapping() {
        return mapping;
    }

    private boolean isWarm(long chunk, long now) {
        if (chunk >= warmed.length()) return false;
        long then = warmed.get((int) chunk);
        return then != NEVER && now >= then && now - then < WARM.toMillis();
    }

    /// Octets of the known size, until the buffer is full.
    ///
    /// @throws IOException where the file has become shorter
    int read(long position, ByteBuffer into) throws IOException {
        var copy = snapshot;
        return copy == null ? readFile(position, into) : copied(copy, position, into);
    }

    private static int copied(ByteBuffer copy, long position, ByteBuffer into) {
        int from = (int) Math.min(position, copy.limit());
        int count = Math.min(copy.limit() - from, into.remaining());
        into.put(into.position(), copy, from, count).position(into.position() + count);
        return count;
    }

    private int readFile(long position, ByteBuffer into) throws IOException {
        int wanted = (int) Math.min(into.remaining(), Math.max(0, size() - position));
        int limit = into.limit();
        into.limit(into.position() + wanted);
        try {
            for (int done = 0; done < wanted; ) {
                int count = file.read(into, position + done);
                if (count <= 0) throw new EOFException("the file was truncated while it was sent");
                done += count;
            }
        } finally {
            into.limit(limit);
        }
        return wanted;
    }

    void closeFile() {
        if (snapshot != null) snapshots.giveBack((int) size());
        mapping.ifPresent(Mapping::close);
        file.close();
    }
}
