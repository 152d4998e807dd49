package dev.trivet.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.trivet.linux.Libc.Function;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Calls by a name relative to an open directory. Names are octets: a file name of Linux need not be text.
/// Any thread; each may wait for the disk.
public final class DirectoryCalls {
    // fcntl.h
    private static final int AT_FDCWD = -100;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_EACCESS = 0x200;
    private static final int W_OK = 2;
    private static final int RENAME_NOREPLACE = 1;

    /// Octets asked of the kernel at once in a listing: some hundred names.
    private static final int LISTING_OCTETS = 32 * 1024;

    private DirectoryCalls() {}

    /// Takes the names of a listing.
    @FunctionalInterface
    public interface Entries {
        /// One name, called on the thread of [DirectoryCalls#list].
        ///
        /// @param name octets without the final NUL; the receiver's own
        /// @param kind [FileStatus.Kind#UNKNOWN] where the file system does not tell
        /// @return false: enough
        boolean entry(byte[] name, FileStatus.Kind kind);
    }

    /// openat2(2) of a path that the operator gave.
    ///
    /// @param path absolute, or from the working directory
    /// @param how flags as [OpenHow] has them ready
    /// @return to be closed by the caller
    /// @throws LinuxException ENOENT, EACCES, EMFILE and the like
    public static Fd open(byte[] path, OpenHow how) throws LinuxException {
        return open(AT_FDCWD, path, how);
    }

    /// openat2(2) relative to a directory.
    ///
    /// @param directory from where the path goes
    /// @param path relative, without NUL
    /// @param how with [OpenHow#RESOLVE_BENEATH] the path cannot leave the directory
    /// @return to be closed by the caller
    /// @throws LinuxException ENOENT, EACCES, EMFILE; EXDEV or ELOOP where `how` forbids the way
    public static Fd open(Fd directory, byte[] path, OpenHow how) throws LinuxException {
        return open(directory.number(), path, how);
    }

    private static Fd open(int directory, byte[] path, OpenHow how) throws LinuxException {
        var scratch = Scratch.mine();
        long name = scratch.path("openat2", path);
        // struct open_how { __u64 flags; __u64 mode; __u64 resolve; }
        var into = scratch.struct;
        into.set(JAVA_LONG, 0, how.flags());
        into.set(JAVA_LONG, 8, how.mode());
        into.set(JAVA_LONG, 16, how.resolve());
        return new Fd((int) Libc.systemCall("openat2", Architecture.OPENAT2, directory, name, into.address(), 24, 0));
    }

    /// statx(2) of a name; of a link itself, not of its target.
    ///
    /// @param directory that holds the name
    /// @param name one part, no path
    /// @return what the name stands for at this moment
    /// @throws LinuxException ENOENT where it is gone
    public static FileStatus status(Fd directory, byte[] name) throws LinuxException {
        var scratch = Scratch.mine();
        long path = scratch.path("statx", name);
        var into = scratch.struct;
        long number = Architecture.here().statx;
        Libc.systemCall(
                "statx", number, directory.number(), path, AT_SYMLINK_NOFOLLOW, FileStatus.STATX_MASK, into.address());
        return FileStatus.of(into);
    }

    /// readlinkat(2).
    ///
    /// @param directory that holds the name
    /// @param name one part, no path
    /// @return where the link points, unchecked
    /// @throws LinuxException EINVAL where it is no link, ENOENT where it is gone
    public static byte[] readLink(Fd directory, byte[] name) throws LinuxException {
        var scratch = Scratch.mine();
        var copy = scratch.copy();
        long path = scratch.path("readlinkat", name);
        long count = Names.READLINKAT.callLong(directory.number(), path, copy.address(), Scratch.PATH_OCTETS);
        return copy.asSlice(0, count).toArray(JAVA_BYTE);
    }

    /// {@return whether this process may write to that file (faccessat(2)), by its effective user}
    ///
    /// @param directory that holds the name
    /// @param name one part, no path
    public static boolean writable(Fd directory, byte[] name) {
        try {
            long path = Scratch.mine().path("faccessat", name);
            Names.FACCESSAT.callInt(directory.number(), path, W_OK, AT_EACCESS);
            return true;
        } catch (LinuxException _) {
            return false;
        }
    }

    /// unlinkat(2) of a file.
    ///
    /// @param directory that holds the name
    /// @param name one part, no path
    /// @throws LinuxException ENOENT where it is gone, EISDIR for a directory, EACCES without the right
    public static void unlink(Fd directory, byte[] name) throws LinuxException {
        Names.UNLINKAT.callInt(directory.number(), Scratch.mine().path("unlinkat", name), 0, 0);
    }

    /// linkat(2): a second name in the same directory; EEXIST where it is taken.
    ///
    /// @param directory that holds the name and will hold the second
    /// @param name of a file
    /// @param second another name for it
    /// @throws LinuxException EEXIST where `second` is taken, EPERM or EOPNOTSUPP where there are no hard links
    public static void link(Fd directory, byte[] name, byte[] second) throws LinuxException {
        var scratch = Scratch.mine();
        long from = scratch.path("linkat", name);
        Names.LINKAT.callInt(directory.number(), from, directory.number(), scratch.otherPath("linkat", second));
    }

    /// renameat(2) within one directory: replaces what is there, in one step.
    ///
    /// @param directory that holds both
    /// @param from the name that goes
    /// @param to the name that comes, taken or not
    /// @throws LinuxException ENOENT, EACCES, EISDIR
    public static void rename(Fd directory, byte[] from, byte[] to) throws LinuxException {
        var scratch = Scratch.mine();
        long source = scratch.path("renameat", from);
        Names.RENAMEAT.callInt(directory.number(), source, directory.number(), scratch.otherPath("renameat", to));
    }

    /// renameat2(2) with RENAME_NOREPLACE: EEXIST where the name is taken, EINVAL or ENOSYS where this cannot be had.
    ///
    /// @param directory that holds both
    /// @param from the name that goes
    /// @param to the name that comes, free until now
    /// @throws LinuxException EEXIST where `to` is taken, EINVAL or ENOSYS where the system cannot promise that
    public static void renameToNew(Fd directory, byte[] from, byte[] to) throws LinuxException {
        var scratch = Scratch.mine();
        int at = directory.number();
        long source = scratch.path("renameat2", from);
        long target = scratch.otherPath("renameat2", to);
        Libc.systemCall("renameat2", Architecture.here().renameat2, at, source, at, target, RENAME_NOREPLACE);
    }

    /// getdents64(2): every name but `.` and `..`, in the order of the file system.
    ///
    /// @param directory opened for reading ([OpenHow#READ_DIRECTORY]), and not listed before
    /// @param entries called once for each name, until it returns false
    /// @throws LinuxException EIO, ESTALE; ENOTDIR where it is no directory
    public static void list(Fd directory, Entries entries) throws LinuxException {
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(LISTING_OCTETS, 8);
            long number = Architecture.here().getdents64;
            while (true) {
                long count = Libc.systemCall(
                        "getdents64", number, directory.number(), buffer.address(), LISTING_OCTETS, 0, 0);
                if (count == 0 || !hand(buffer.asSlice(0, count), entries)) return;
            }
        }
    }

    // struct linux_dirent64 { __u64 d_ino; __s64 d_off; unsigned short d_reclen; unsigned char d_type; char d_name[]; }
    private static final int RECORD_LENGTH = 16;
    private static final int TYPE = 18;
    private static final int NAME = 19;

    private static boolean hand(MemorySegment records, Entries entries) {
        long length;
        for (long at = 0; at < records.byteSize(); at += length) {
            length = records.get(JAVA_SHORT, at + RECORD_LENGTH) & 0xFFFF;
            byte[] name = name(records.asSlice(at + NAME, length - NAME));
            if (isDots(name)) continue;
            if (!entries.entry(name, kind(records.get(JAVA_BYTE, at + TYPE)))) return false;
        }
        return true;
    }

    private static byte[] name(MemorySegment padded) {
        byte[] octets = padded.toArray(JAVA_BYTE);
        int end = 0;
        while (octets[end] != 0) end++;
        return Arrays.copyOf(octets, end);
    }

    private static boolean isDots(byte[] name) {
        return name.length <= 2 && name[0] == '.' && name[name.length - 1] == '.';
    }

    // dirent.h
    private static FileStatus.Kind kind(int type) {
        return switch (type) {
            case 8 -> FileStatus.Kind.REGULAR;
            case 4 -> FileStatus.Kind.DIRECTORY;
            case 10 -> FileStatus.Kind.LINK;
            case 0 -> FileStatus.Kind.UNKNOWN;
            default -> FileStatus.Kind.SPECIAL;
        };
    }

    /// Looked up at the first use of one of them.
    private static final class Names {
        static final Function READLINKAT = Function.named("readlinkat");
        static final Function FACCESSAT = Function.named("faccessat");
        static final Function UNLINKAT = Function.named("unlinkat");
        static final Function LINKAT = Function.named("linkat");
        static final Function RENAMEAT = Function.named("renameat");
    }
}
