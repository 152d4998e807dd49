package dev.trivet.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.time.Instant;

/// What statx(2) tells of a file.
///
/// @param kind by the type bits of the mode
/// @param permissions the lower twelve bits of the mode
/// @param owner number of the user, unsigned
/// @param group number of the group, unsigned
/// @param device major and minor number of the file system, in one number
/// @param inode with `device`: which file it is
/// @param size octets
/// @param modified when the content last changed, to the nanosecond where the file system keeps it
public record FileStatus(
        Kind kind, int permissions, int owner, int group, long device, long inode, long size, Instant modified) {

    /// What kind of file it is.
    public enum Kind {
        /// A file with content: the only kind that is served.
        REGULAR,
        /// A folder of names.
        DIRECTORY,
        /// A symbolic link itself, which nobody followed.
        LINK,
        /// Device, FIFO or socket.
        SPECIAL,
        /// A listing that does not tell.
        UNKNOWN
    }

    /// From linux/stat.h: type, mode, uid, gid, ino, size and mtime.
    static final int STATX_MASK = 0x01 | 0x02 | 0x08 | 0x10 | 0x40 | 0x100 | 0x200;

    // struct statx {
    //     __u32 stx_mask; __u32 stx_blksize; __u64 stx_attributes;
    //     __u32 stx_nlink; __u32 stx_uid; __u32 stx_gid; __u16 stx_mode; __u16 pad;
    //     __u64 stx_ino; __u64 stx_size; __u64 stx_blocks; __u64 stx_attributes_mask;
    //     struct statx_timestamp { __s64 tv_sec; __u32 tv_nsec; __s32 pad; } stx_atime, stx_btime, stx_ctime,
    // stx_mtime;
    //     __u32 stx_rdev_major; __u32 stx_rdev_minor; __u32 stx_dev_major; __u32 stx_dev_minor; ... }
    private static final int UID = 20;
    private static final int GID = 24;
    private static final int MODE = 28;
    private static final int INO = 32;
    private static final int SIZE = 40;
    private static final int MTIME_SECONDS = 112;
    private static final int MTIME_NANOS = 120;
    private static final int DEV_MAJOR = 136;
    private static final int DEV_MINOR = 140;

    // linux/stat.h
    private static final int S_IFMT = 0xF000;
    private static final int S_IFREG = 0x8000;
    private static final int S_IFDIR = 0x4000;
    private static final int S_IFLNK = 0xA000;

    static FileStatus of(MemorySegment statx) {
        int mode = statx.get(JAVA_SHORT, MODE) & 0xFFFF;
        long device = (long) statx.get(JAVA_INT, DEV_MAJOR) << 32 | statx.get(JAVA_INT, DEV_MINOR) & 0xFFFF_FFFFL;
        return new FileStatus(
                kind(mode),
                mode & 0xFFF,
                statx.get(JAVA_INT, UID),
                statx.get(JAVA_INT, GID),
                device,
                statx.get(JAVA_LONG, INO),
                statx.get(JAVA_LONG, SIZE),
                Instant.ofEpochSecond(statx.get(JAVA_LONG, MTIME_SECONDS), statx.get(JAVA_INT, MTIME_NANOS)));
    }

    private static Kind kind(int mode) {
        return switch (mode & S_IFMT) {
            case S_IFREG -> Kind.REGULAR;
            case S_IFDIR -> Kind.DIRECTORY;
            case S_IFLNK -> Kind.LINK;
            default -> Kind.SPECIAL;
        };
    }

    /// {@return whether both tell of one file, however it changed}
    ///
    /// @param other told at another time, or by another name
    public boolean sameFile(FileStatus other) {
        return inode == other.inode && device == other.device;
    }
}
