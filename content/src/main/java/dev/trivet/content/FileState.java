package dev.trivet.content;

import java.time.Instant;

/// What a directory tells of one of its names, or an open file of itself.
///
/// @param key which file it is: equal for one file, however it is called
/// @param size octets
/// @param modified when the content last changed
record FileState(Kind kind, Object key, long size, Instant modified) {

    enum Kind {
        REGULAR,
        DIRECTORY,
        LINK,
        /// Device, FIFO, socket, or what the platform has besides.
        SPECIAL
    }

    boolean isRegular() {
        return kind == Kind.REGULAR;
    }

    boolean isSameFile(FileState other) {
        return key.equals(other.key);
    }

    boolean isUnchanged(FileState since) {
        return isSameFile(since) && size == since.size && modified.equals(since.modified);
    }
}
