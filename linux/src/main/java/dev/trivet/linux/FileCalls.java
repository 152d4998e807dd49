package dev.trivet.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.trivet.linux.Libc.Function;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/// Calls on an open file. Any thread; each may wait for the disk.
public final class FileCalls {
    // fcntl.h
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int F_OFD_GETLK = 36;
    private static final int F_OFD_SETLK = 37;
    private static final short F_RDLCK = 0;
    private static final short F_WRLCK = 1;
    private static final short F_UNLCK = 2;
    private static final int POSIX_FADV_WILLNEED = 3;

    private static final byte[] EMPTY_PATH = {};

    private static final Function PREAD = Function.named("pread");
    private static final Function PWRITE = Function.named("pwrite");

    private FileCalls() {}

    /// pread(2): octets from `position` of the file to the buffer's position, which moves on.
    ///
    /// @param file opened for reading
    /// @param into direct buffers without a copy
    /// @param position octets from the beginning of the file
    /// @return how many, fewer than asked perhaps; 0 at the end of the file or with a full buffer
    /// @throws LinuxException EIO of a disk, ESTALE of a network file system
    public static int read(Fd file, ByteBuffer into, long position) throws LinuxException {
        if (into.isReadOnly()) throw new IllegalArgumentException("the buffer is read-only");
        if (!into.isDirect()) return readToHeap(file, into, position);
        try {
            long address = MemorySegment.ofBuffer(into).address();
            int count = (int) PREAD.callLong(file.number(), address, into.remaining(), position);
            into.position(into.position() + count);
            return count;
        } finally {
            Reference.reachabilityFence(into);
        }
    }

    private static int readToHeap(Fd file, ByteBuffer into, long position) throws LinuxException {
        var copy = Scratch.mine().copy();
        int most = Math.min(into.remaining(), Scratch.COPY_OCTETS);
        int count = (int) PREAD.callLong(file.number(), copy.address(), most, position);
        into.put(copy.asSlice(0, count).asByteBuffer());
        return count;
    }

    /// Reads octets through without keeping them, so that they lie in the page cache.
    ///
    /// @param file opened for reading
    /// @param position octets from the beginning of the file
    /// @param octets how many to read at most
    /// @return how many there were: fewer than `octets` only at the end of the file
    /// @throws LinuxException as for [#read]
    public static long readThrough(Fd file, long position, long octets) throws LinuxException {
        var copy = Scratch.mine().copy();
        long done = 0;
        while (done < octets) {
            long most = Math.min(octets - done, Scratch.COPY_OCTETS);
            long count = PREAD.callLong(file.number(), copy.address(), most, position + done);
            if (count == 0) return done;
            done += count;
        }
        return done;
    }

    /// pwrite(2) until all of the buffer is written.
    ///
    /// @param file opened for writing
    /// @param from from its position to its limit, where its position then stands
    /// @param position octets from the beginning of the file
    /// @throws LinuxException ENOSPC, EDQUOT or EFBIG where there is no room; a part may be written
    public static void write(Fd file, ByteBuffer from, long position) throws LinuxException {
        long at = position;
        while (from.hasRemaining()) at += from.isDirect() ? writeDirect(file, from, at) : writeFromHeap(file, from, at);
    }

    private static int writeDirect(Fd file, ByteBuffer from, long position) throws LinuxException {
        try {
            long address = MemorySegment.ofBuffer(from).address();
            int count = (int) PWRITE.callLong(file.number(), address, from.remaining(), position);
            from.position(from.position() + count);
            return count;
        } finally {
            Reference.reachabilityFence(from);
        }
    }

    private static int writeFromHeap(Fd file, ByteBuffer from, long position) throws LinuxException {
        var copy = Scratch.mine().copy();
        int most = Math.min(from.remaining(), Scratch.COPY_OCTETS);
        MemorySegment.copy(MemorySegment.ofBuffer(from), JAVA_BYTE, 0, copy, JAVA_BYTE, 0, most);
        int count = (int) PWRITE.callLong(file.number(), copy.address(), most, position);
        from.position(from.position() + count);
        return count;
    }

    /// statx(2) of the file itself, whatever its name became. Also for a descriptor of O_PATH.
    ///
    /// @param file any open descriptor
    /// @return what the file is at this moment
    /// @throws LinuxException rarely: EIO, ESTALE
    public static FileStatus status(Fd file) throws LinuxException {
        var scratch = Scratch.mine();
        long path = scratch.path("statx", EMPTY_PATH);
        int number = Architecture.here().statx;
        var into = scratch.struct;
        Libc.systemCall("statx", number, file.number(), path, AT_EMPTY_PATH, FileStatus.STATX_MASK, into.address());
        return FileStatus.of(into);
    }

    /// fsync(2): content and all that belongs to it. Of a directory: its names.
    ///
    /// @param file a file or a directory
    /// @throws LinuxException EIO, ENOSPC: then nobody knows how much is on disk
    public static void force(Fd file) throws LinuxException {
        Rare.FSYNC.callInt(file.number(), 0, 0, 0);
    }

    /// fdatasync(2): content, and of the rest what reading it needs.
    ///
    /// @param file opened for writing
    /// @throws LinuxException as for [#force]
    public static void forceContent(Fd file) throws LinuxException {
        Rare.FDATASYNC.callInt(file.number(), 0, 0, 0);
    }

    /// ftruncate(2).
    ///
    /// @param file opened for writing
    /// @param octets a longer file ends in a hole, a shorter one loses its end
    /// @throws LinuxException EFBIG, ENOSPC
    public static void setSize(Fd file, long octets) throws LinuxException {
        Rare.FTRUNCATE.callInt(file.number(), octets, 0, 0);
    }

    /// fchmod(2). After [#setOwner], which takes the set-user-id bit away.
    ///
    /// @param file ours, by its owner
    /// @param permissions the lower twelve bits of a mode
    /// @throws LinuxException EPERM where the file is somebody else's
    public static void setPermissions(Fd file, int permissions) throws LinuxException {
        Rare.FCHMOD.callInt(file.number(), permissions, 0, 0);
    }

    /// fchown(2).
    ///
    /// @param file any open file
    /// @param owner -1 leaves it
    /// @param group -1 leaves it
    /// @throws LinuxException EPERM without the privilege
    public static void setOwner(Fd file, int owner, int group) throws LinuxException {
        Rare.FCHOWN.callInt(file.number(), owner & 0xFFFF_FFFFL, group & 0xFFFF_FFFFL, 0);
    }

    /// Locks the whole file for this descriptor until it is closed (F_OFD_SETLK of fcntl(2)): the one kind of lock
    /// that also meets the locks of `java.nio.channels.FileChannel` in another process.
    ///
    /// @param file opened for writing
    /// @return false where somebody else holds it
    /// @throws LinuxException ENOSYS, EOPNOTSUPP where the file system has no locks
    public static boolean tryLock(Fd file) throws LinuxException {
        return tryLock(file, F_WRLCK);
    }

    /// As [#tryLock], shared with others of this kind; a file opened for reading is enough.
    ///
    /// @param file opened for reading
    /// @return false where somebody holds it for itself
    /// @throws LinuxException as for [#tryLock]
    public static boolean tryLockShared(Fd file) throws LinuxException {
        return tryLock(file, F_RDLCK);
    }

    /// {@return whether somebody holds the file for itself now, by [#tryLock] or another lock of fcntl(2)} Takes
    /// none.
    ///
    /// @param file any open file
    /// @throws LinuxException as for [#tryLock]
    public static boolean isLocked(Fd file) throws LinuxException {
        var lock = lock(F_RDLCK);
        Libc.systemCall("fcntl", Architecture.here().fcntl, file.number(), F_OFD_GETLK, lock.address(), 0, 0);
        return lock.get(JAVA_SHORT, 0) != F_UNLCK;
    }

    private static MemorySegment lock(short kind) {
        // struct flock { short l_type; short l_whence; off_t l_start; off_t l_len; pid_t l_pid; }
        var lock = Scratch.mine().struct;
        lock.asSlice(0, 32).fill((byte) 0);
        lock.set(JAVA_SHORT, 0, kind);
        return lock;
    }

    private static boolean tryLock(Fd file, short kind) throws LinuxException {
        var lock = lock(kind);
        try {
            Libc.systemCall("fcntl", Architecture.here().fcntl, file.number(), F_OFD_SETLK, lock.address(), 0, 0);
            return true;
        } catch (LinuxException e) {
            if (e.errno() == Errno.EAGAIN || e.errno() == Errno.EACCES) return false;
            throw e;
        }
    }

    /// {@return octets that this process may still write to the file system of an open file or directory
    /// (fstatvfs(3))}
    ///
    /// @param file any open file or directory
    /// @throws LinuxException rarely: EIO, ESTALE
    public static long freeOctets(Fd file) throws LinuxException {
        // struct statvfs { unsigned long f_bsize, f_frsize; fsblkcnt_t f_blocks, f_bfree, f_bavail; ... } of 8 octets
        // each
        var into = Scratch.mine().struct;
        Rare.FSTATVFS.callInt(file.number(), into.address(), 0, 0);
        long fragment = into.get(JAVA_LONG, 8);
        long available = into.get(JAVA_LONG, 32);
        return available > Long.MAX_VALUE / Math.max(fragment, 1) ? Long.MAX_VALUE : fragment * available;
    }

    /// posix_fadvise(2): starts to read octets into the page cache, waits for nothing. A hint: failure means nothing.
    ///
    /// @param file opened for reading
    /// @param position octets from the beginning of the file
    /// @param octets how many, from there on
    public static void willNeed(Fd file, long position, long octets) {
        Rare.POSIX_FADVISE.callRaw(file.number(), position, octets, POSIX_FADV_WILLNEED);
    }

    /// Looked up only by servers that take uploads.
    private static final class Rare {
        static final Function FSYNC = Function.named("fsync");
        static final Function FDATASYNC = Function.named("fdatasync");
        static final Function FTRUNCATE = Function.named("ftruncate");
        static final Function FCHMOD = Function.named("fchmod");
        static final Function FCHOWN = Function.named("fchown");
        static final Function FSTATVFS = Function.named("fstatvfs");
        static final Function POSIX_FADVISE = Function.named("posix_fadvise");
    }
}
