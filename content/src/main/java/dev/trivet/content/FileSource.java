package dev.trivet.content;

import dev.trivet.explain.Situation;
import dev.trivet.linux.Mapping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/// The octets of a file as they are.
final class FileSource implements Source {
    /// Made ready at once where it is warm already: at a gigabit a look at the file every 30 ms.
    private static final long AHEAD_OCTETS = 3L * FileVersion.CHUNK_OCTETS;

    private final FileVersion version;
    private final String name;
    private final Lease lease;
    private long ready;

    /// @param release called once, after the last use
    FileSource(FileVersion version, String name, Runnable release) {
        this.version = version;
        this.name = name;
        this.lease = new Lease(release);
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(version.size());
    }

    @Override
    public Ready prepare(long position) throws ContentException {
        if (!lease.enter()) throw Refusals.of(Situation.SOURCE_CLOSED);
        try {
            return warm(position);
        } catch (IOException e) {
            throw Refusals.unreadable(name, e);
        } finally {
            lease.leave();
        }
    }

    /// Whole chunks: whoever asks for an octet of one soon wants the rest.
    private Ready warm(long position) throws IOException, ContentException {
        long wanted = Math.min(position, version.size());
        long into = wanted % FileVersion.CHUNK_OCTETS;
        long rest = into == 0 ? 0 : FileVersion.CHUNK_OCTETS - into;
        long end = wanted + Math.min(rest, version.size() - wanted);
        if (!version.warm(ready, end)) throw Refusals.of(Situation.CHANGED, Refusals.quoted(name));
        // The last octet is kept back until it is asked for: whether the file changed is looked at once more then, when
        // two windows are left to be sent. What was copied cannot change.
        if (end == version.size() && wanted < end && !version.isSnapshot()) end--;
        ready = Math.max(ready, furtherThan(end));
        return new Ready(ready, ready == version.size());
    }

    /// What others have just read needs no look of its own, but not the end: whether the file changed is looked at last
    /// when less than a chunk is left.
    private long furtherThan(long end) {
        long most = Math.min(end + AHEAD_OCTETS, version.size() - FileVersion.CHUNK_OCTETS);
        return most <= end ? end : version.warmUntil(end, most / FileVersion.CHUNK_OCTETS * FileVersion.CHUNK_OCTETS);
    }

    @Override
    public Optional<Mapping> mapping() {
        return version.mapping();
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        if (!lease.enter()) throw new IllegalStateException("the source is closed");
        try {
            return version.read(position, into);
        } finally {
            lease.leave();
        }
    }

    @Override
    public void close() {
        lease.leave();
    }
}
