package dev.trivet.content;

import dev.trivet.linux.Fd;
import dev.trivet.linux.FileCalls;
import dev.trivet.linux.LinuxException;
import dev.trivet.linux.Mapping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A file by its descriptor.
record LinuxFile(Fd fd, String path) implements OpenFile, PartFile {

    /// What was opened, if it is a regular file; else closed again.
    static LinuxFile regular(Fd opened, String path) throws IOException {
        var file = new LinuxFile(opened, path);
        try {
            if (file.state().isRegular()) return file;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
        opened.close();
        throw new NotRegularException(path);
    }

    @Override
    public FileState state() throws IOException {
        return LinuxDirectory.state(FileCalls.status(fd));
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        return FileCalls.read(fd, into, position);
    }

    @Override
    public Optional<Mapping> map(long octets) {
        try {
            return octets == 0 ? Optional.empty() : Optional.of(Mapping.of(fd, octets));
        } catch (LinuxException noMappingsHere) {
            return Optional.empty();
        }
    }

    @Override
    public long readThrough(long position, long octets) throws IOException {
        return FileCalls.readThrough(fd, position, octets);
    }

    @Override
    public void write(ByteBuffer octets, long position) throws IOException {
        try {
            FileCalls.write(fd, octets, position);
        } catch (LinuxException e) {
            throw LinuxDirectory.translated(e, path);
        }
    }

    @Override
    public void setSize(long octets) throws IOException {
        try {
            FileCalls.setSize(fd, octets);
        } catch (LinuxException e) {
            throw LinuxDirectory.translated(e, path);
        }
    }

    @Override
    public void force(boolean all) throws IOException {
        try {
            if (all) FileCalls.force(fd);
            else FileCalls.forceContent(fd);
        } catch (LinuxException e) {
            throw LinuxDirectory.translated(e, path);
        }
    }

    @Override
    public boolean tryLock() throws IOException {
        return FileCalls.tryLock(fd);
    }

    @Override
    public boolean tryLockShared() throws IOException {
        return FileCalls.tryLockShared(fd);
    }

    @Override
    public boolean isBeingWritten() throws IOException {
        return FileCalls.isLocked(fd);
    }

    @Override
    public void close() {
        fd.close();
    }
}
