package dev.trivet.linux;

/// Error numbers of asm-generic/errno.h that somebody here decides by.
public enum Errno {
    EPERM(1),
    ENOENT(2),
    EINTR(4),
    EIO(5),
    ENXIO(6),
    EBADF(9),
    EAGAIN(11),
    ENOMEM(12),
    EACCES(13),
    EFAULT(14),
    EBUSY(16),
    EEXIST(17),
    EXDEV(18),
    ENODEV(19),
    ENOTDIR(20),
    EISDIR(21),
    EINVAL(22),
    ENFILE(23),
    EMFILE(24),
    ETXTBSY(26),
    EFBIG(27),
    ENOSPC(28),
    EROFS(30),
    EMLINK(31),
    ENAMETOOLONG(36),
    ENOSYS(38),
    ENOTEMPTY(39),
    ELOOP(40),
    EOVERFLOW(75),
    EMSGSIZE(90),
    EOPNOTSUPP(95),
    EADDRINUSE(98),
    EADDRNOTAVAIL(99),
    ENETUNREACH(101),
    ENOBUFS(105),
    ECONNREFUSED(111),
    EHOSTUNREACH(113),
    ESTALE(116),
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

    static Errno of(int number) {
        var found = number > 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : OTHER;
        return found == null ? OTHER : found;
    }

    public int number() {
        return number;
    }
}
