package dev.trivet.linux;

/// Error numbers of asm-generic/errno.h that somebody here decides by.
public enum Errno {
    /// Only a privileged user may.
    EPERM(1),
    /// No such name.
    ENOENT(2),
    /// A signal came; the calls here are made again.
    EINTR(4),
    /// The disk, or what is behind it, failed.
    EIO(5),
    /// No such device, or a FIFO without a reader.
    ENXIO(6),
    /// No open descriptor.
    EBADF(9),
    /// Not now: somebody holds the lock, or it would wait.
    EAGAIN(11),
    /// The kernel has no memory for it.
    ENOMEM(12),
    /// The permissions do not allow it.
    EACCES(13),
    /// A bad address: a fault in this module.
    EFAULT(14),
    /// In use by the system.
    EBUSY(16),
    /// The name is taken.
    EEXIST(17),
    /// Leads out of the directory, or to another file system.
    EXDEV(18),
    /// The device cannot do that.
    ENODEV(19),
    /// A part of the path is no directory.
    ENOTDIR(20),
    /// A directory, where a file is needed.
    EISDIR(21),
    /// The arguments do not fit this file system or kernel.
    EINVAL(22),
    /// The system has no descriptor left.
    ENFILE(23),
    /// This process has no descriptor left: [DescriptorLimit].
    EMFILE(24),
    /// A program that runs now.
    ETXTBSY(26),
    /// Longer than files may be here.
    EFBIG(27),
    /// The disk is full.
    ENOSPC(28),
    /// Mounted read-only.
    EROFS(30),
    /// The file has as many names as it can have.
    EMLINK(31),
    /// A part over 255 octets, or a path over 4095.
    ENAMETOOLONG(36),
    /// The kernel does not know the call.
    ENOSYS(38),
    /// The directory holds names.
    ENOTEMPTY(39),
    /// A link where none may be, or too many of them.
    ELOOP(40),
    /// A number too large for the call.
    EOVERFLOW(75),
    /// A datagram longer than the way allows.
    EMSGSIZE(90),
    /// This file system or socket cannot do it.
    EOPNOTSUPP(95),
    /// No such option.
    ENOPROTOOPT(92),
    /// The port is taken.
    EADDRINUSE(98),
    /// The address is not ours.
    EADDRNOTAVAIL(99),
    /// No route.
    ENETUNREACH(101),
    /// The queue of the interface is full.
    ENOBUFS(105),
    /// The other host says that nobody listens there.
    ECONNREFUSED(111),
    /// The way ends before the host.
    EHOSTUNREACH(113),
    /// The file server no longer knows the file.
    ESTALE(116),
    /// The user's share of the disk is used up.
    EDQUOT(122),
    /// Any other: see [LinuxException#number].
    OTHER(0);

    private static final Errno[] BY_NUMBER = new Errno[EDQUOT.number + 1];

    static {
        for (var each : values()) BY_NUMBER[each.number] = each;
    }

    private final int number;

    Errno(int number) {
        this.number = number;
    }

    /// {@return the error by name; [#OTHER] where it has none here}
    ///
    /// @param number as the system numbers it
    public static Errno of(int number) {
        var found = number > 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : OTHER;
        return found == null ? OTHER : found;
    }

    /// {@return the number on Linux; 0 for [#OTHER]}
    public int number() {
        return number;
    }
}
