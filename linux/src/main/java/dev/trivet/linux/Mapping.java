package dev.trivet.linux;

import dev.trivet.linux.Libc.Function;
import java.util.concurrent.atomic.AtomicBoolean;

/// A file as a range of memory (mmap(2)), for system calls only: they answer EFAULT where the file has become shorter,
/// while an access by this process would be a fault of its own. So nothing here reads it. Any thread.
public final class Mapping implements AutoCloseable {
    private static final int PROT_READ = 1;
    private static final int MAP_SHARED = 1;
    private static final int MADV_POPULATE_READ = 22;
    /// The largest page of any processor known here: a multiple of the others.
    private static final long PAGE = 64 * 1024;

    private final long address;
    private final long octets;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Mapping(long address, long octets) {
        this.address = address;
        this.octets = octets;
    }

    /// The first octets of a file.
    ///
    /// @param file opened for reading; it may be closed afterwards
    /// @param octets 1 or more
    /// @return until it is closed
    /// @throws LinuxException ENODEV: this file system has no mappings; ENOMEM: too many of them
    public static Mapping of(Fd file, long octets) throws LinuxException {
        long address = Calls.MMAP.callPointer(0, octets, PROT_READ, MAP_SHARED, file.number(), 0);
        return new Mapping(address, octets);
    }

    /// {@return where it begins, for system calls}
    public long address() {
        return address;
    }

    /// {@return how many octets it has; the file may be shorter by now}
    public long octets() {
        return octets;
    }

    /// Brings octets into memory, so that a system call meets them there. Waits for the disk.
    ///
    /// @param position of the first
    /// @param count how many, within the mapping
    /// @return false where the kernel cannot (older than 5.14): read them through instead
    /// @throws LinuxException EFAULT: the file is shorter, or the disk failed
    public boolean populate(long position, long count) throws LinuxException {
        long from = position / PAGE * PAGE;
        long result = Calls.MADVISE.attempt(address + from, position + count - from, MADV_POPULATE_READ, 0, 0, 0);
        if (result >= 0) return true;
        if (result == -Errno.EINVAL.number()) return false;
        throw new LinuxException("madvise", (int) -result);
    }

    /// Nothing may use the address any more.
    @Override
    public void close() {
        if (open.compareAndSet(true, false)) Calls.MUNMAP.callRaw(address, octets, 0, 0);
    }

    private static final class Calls {
        static final Function MMAP = Function.named("mmap");
        static final Function MUNMAP = Function.named("munmap");
        static final Function MADVISE = Function.named("madvise");
    }
}
