package dev.trivet.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A file by its channel. The JDK tells no modification time of an open file: it is looked up by path, as long as the
/// path still is this file.
///
/// @param opened as it was when it was opened
record ChannelFile(FileChannel channel, Path path, FileState opened) implements OpenFile {
    /// Octets read through at once.
    private static final int STEP_OCTETS = 64 * 1024;

    @Override
    public FileState state() throws IOException {
        long size = channel.size();
        try {
            var named = PathDirectory.stateAt(path);
            if (named.isSameFile(opened)) return opened.with(size, named.modified(), named.permissions());
        } catch (NoSuchFileException _) { // deleted: goes on as it is
        }
        return opened.with(size, opened.modified(), opened.permissions());
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        return channel.read(into, position);
    }

    @Override
    public long readThrough(long position, long octets) throws IOException {
        var passing = ByteBuffer.allocate(STEP_OCTETS);
        long done = 0;
        while (done < octets) {
            passing.clear().limit((int) Math.min(octets - done, STEP_OCTETS));
            int count = channel.read(passing, position + done);
            if (count <= 0) return done;
            done += count;
        }
        return done;
    }

    @Override
    public boolean tryLockShared() throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, true) != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    @Override
    public boolean isBeingWritten() throws IOException {
        try (var lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (OverlappingFileLockException _) { // by an upload of this process
            return true;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) { // nothing was written to it
        }
    }
}
