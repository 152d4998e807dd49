package dev.trivet.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// A real directory with the faults of worse file systems, and a record of what was asked in which order.
final class FaultyDirectory implements Directory {
    private final Directory real;
    final List<String> calls = new ArrayList<>();
    long roomOctets = Long.MAX_VALUE;
    boolean hardLinks = true;
    boolean renameFails;
    boolean writesFail;

    FaultyDirectory(Directory real) {
        this.real = real;
    }

    @Override
    public String path() {
        return real.path();
    }

    @Override
    public FileState entry(String name) throws IOException {
        return real.entry(name);
    }

    @Override
    public Directory directory(String name) throws IOException {
        return real.directory(name);
    }

    @Override
    public String link(String name) throws IOException {
        return real.link(name);
    }

    @Override
    public OpenFile read(String name) throws IOException {
        return real.read(name);
    }

    @Override
    public PartFile write(String name) throws IOException {
        return new FaultyPart(real.write(name));
    }

    @Override
    public void list(Predicate<String> more) throws IOException {
        real.list(more);
    }

    @Override
    public boolean writable(String name) {
        return real.writable(name);
    }

    @Override
    public OptionalLong freeOctets() {
        return real.freeOctets();
    }

    @Override
    public PartFile create(String name, boolean hidden) throws IOException {
        return new FaultyPart(real.create(name, hidden));
    }

    @Override
    public void copyRights(String from, PartFile part, String to) throws IOException {
        real.copyRights(from, ((FaultyPart) part).real, to);
    }

    @Override
    public void setPermissions(PartFile part, String name, int permissions) throws IOException {
        real.setPermissions(((FaultyPart) part).real, name, permissions);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        calls.add("rename " + to);
        if (renameFails) throw new IOException("the disk broke");
        real.rename(from, to);
    }

    @Override
    public void renameToNew(String from, String to) throws FileAlreadyExistsException, IOException {
        calls.add("new " + to);
        real.renameToNew(from, to);
    }

    @Override
    public void hardLink(String name, String second) throws IOException {
        calls.add("link " + second);
        if (!hardLinks) throw new UnsupportedOperationException("no hard links");
        real.hardLink(name, second);
    }

    @Override
    public void delete(String name) throws IOException {
        real.delete(name);
    }

    @Override
    public void force() throws IOException {
        calls.add("force directory");
        real.force();
    }

    @Override
    public void close() {
        real.close();
    }

    private final class FaultyPart implements PartFile {
        private final PartFile real;

        FaultyPart(PartFile real) {
            this.real = real;
        }

        @Override
        public FileState state() throws IOException {
            return real.state();
        }

        @Override
        public void write(ByteBuffer octets, long position) throws IOException {
            if (writesFail) throw new IOException("Input/output error");
            if (position + octets.remaining() > roomOctets) throw new DiskFullException("part", "no room");
            real.write(octets, position);
        }

        @Override
        public void setSize(long octets) throws IOException {
            calls.add("size " + octets);
            real.setSize(octets);
        }

        @Override
        public void force(boolean all) throws IOException {
            calls.add(all ? "force all" : "force content");
            real.force(all);
        }

        @Override
        public boolean tryLock() throws IOException {
            return real.tryLock();
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
