package dev.trivet.content;

import java.time.Instant;

/// What a directory tells of one of its names, or an open file of itself.
///
/// @param key which file it is: equal for one file, however it is called
/// @param size octets
/// @param modified when the content last changed
/// @param permissions the lower nine bits of the mode, or [#NO_PERMISSIONS]
record FileState(Kind kind, Object key, long size, Instant modified, int permissions) {
    /// The file system has no POSIX permissions.
    static final int NO_PERMISSIONS = -1;

    private static final int OTHERS_READ = 04;
    private static final int OTHERS_WRITE = 02;

    enum Kind {
        REGULAR,
        DIRECTORY,
        LINK,
        /// Device, FIFO, socket, or what the platform has besides.
        SPECIAL
    }

    /// The same file, as it has become.
    FileState with(long nowSize, Instant nowModified, int nowPermissions) {
        return new FileState(kind, key, nowSize, nowModified, nowPermissions);
    }

    boolean isRegular() {
        return kind == Kind.REGULAR;
    }

    /// Whether everyone may read it, who reaches it.
    boolean isForAllToRead() {
        return permissions != NO_PERMISSIONS && (permissions & OTHERS_READ) != 0;
    }

    /// Whether everyone may write it, who reaches it.
    boolean isForAllToWrite() {
        return permissions != NO_PERMISSIONS && (permissions & OTHERS_WRITE) != 0;
    }

    /// As `chmod` takes it: `0644`.
    String mode() {
        return permissions == NO_PERMISSIONS ? "unknown" : "0%03o".formatted(permissions);
    }

    boolean isSameFile(FileState other) {
        return key.equals(other.key);
    }

    boolean isUnchanged(FileState since) {
        return isSameFile(since) && size == since.size && modified.equals(since.modified);
    }
}
