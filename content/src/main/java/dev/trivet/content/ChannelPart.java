package dev.trivet.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The file of an upload by its channel.
record ChannelPart(FileChannel channel, Path path, Directory directory) implements PartFile {

    /// Those of this process. POSIX drops a process's lock as soon as it closes any descriptor of the file, so nobody
    /// here may even open one to try its lock. Their names are random and never come again.
    private static final Set<Path> ALIVE = ConcurrentHashMap.newKeySet();

    interface Opening {
        FileChannel open() throws IOException;
    }

    static ChannelPart create(Directory directory, Path path, Opening opening) throws IOException {
        ALIVE.add(path);
        try {
            return new ChannelPart(opening.open(), path, directory);
        } catch (IOException | RuntimeException e) {
            ALIVE.remove(path);
            throw e;
        }
    }

    static boolean isAlive(Path path) {
        return ALIVE.contains(path);
    }

    @Override
    public FileState state() throws IOException {
        return PathDirectory.stateAt(path);
    }

    @Override
    public void write(ByteBuffer octets, long position) throws IOException {
        long at = position;
        try {
            while (octets.hasRemaining()) at += channel.write(octets, at);
        } catch (IOException e) { // the JDK tells the reason in the language of the system: so ask the disk
            if (directory.freeOctets().orElse(Long.MAX_VALUE) < octets.remaining())
                throw new DiskFullException(path.toString(), e.getMessage());
            throw e;
        }
    }

    @Override
    public void setSize(long octets) throws IOException {
        channel.truncate(octets);
    }

    @Override
    public void force(boolean all) throws IOException {
        channel.force(all);
    }

    @Override
    public boolean tryLock() throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) { // what must be known was learnt when it was forced
        } finally {
            ALIVE.remove(path);
        }
    }
}
