package dev.trivet.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Native memory of one thread for the arguments of one call at a time, so that a call in the steady state allocates
/// nothing. Freed by the collector some time after the thread.
final class Scratch {
    /// PATH_MAX of linux/limits.h: octets of a path with its final NUL.
    static final int PATH_OCTETS = 4096;
    /// Larger than every structure used here (struct statx: 256).
    private static final int STRUCT_OCTETS = 256;
    /// Octets moved at once between a file and a buffer on the Java heap.
    static final int COPY_OCTETS = 64 * 1024;

    private static final ThreadLocal<Scratch> MINE = ThreadLocal.withInitial(Scratch::new);

    final MemorySegment state;
    final MemorySegment struct;
    private final MemorySegment firstPath;
    private final MemorySegment secondPath;
    private final Arena arena = Arena.ofAuto();
    private @Nullable MemorySegment copy;

    private Scratch() {
        state = arena.allocate(Libc.STATE);
        struct = arena.allocate(STRUCT_OCTETS, 8);
        firstPath = arena.allocate(PATH_OCTETS);
        secondPath = arena.allocate(PATH_OCTETS);
    }

    static Scratch mine() {
        return MINE.get();
    }

    /// Address of `path` as a C string, good until the next call of this method.
    long path(String call, byte[] path) throws LinuxException {
        return put(call, path, firstPath);
    }

    /// For calls that take two paths.
    long otherPath(String call, byte[] path) throws LinuxException {
        return put(call, path, secondPath);
    }

    MemorySegment copy() {
        var made = copy;
        if (made == null) copy = made = arena.allocate(COPY_OCTETS);
        return made;
    }

    private static long put(String call, byte[] path, MemorySegment into) throws LinuxException {
        if (path.length >= PATH_OCTETS) throw new LinuxException(call, Errno.ENAMETOOLONG.number());
        for (byte each : path) if (each == 0) throw new IllegalArgumentException("a path has no NUL");
        MemorySegment.copy(path, 0, into, JAVA_BYTE, 0, path.length);
        into.set(JAVA_BYTE, path.length, (byte) 0);
        return into.address();
    }
}
