package dev.trivet.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.trivet.linux.Libc.Function;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Waits for many descriptors (epoll(7)), level-triggered. For one thread, but for [#wakeup].
public final class Epoll implements AutoCloseable {
    /// Descriptors told of at one call; the rest at the next.
    private static final int EVENTS = 256;

    private static final int CLOEXEC = 0x80000;
    private static final int NONBLOCK = 0x800;
    private static final int ADD = 1;
    private static final int EPOLLIN = 1;
    private static final int EPOLLERR = 8;
    private static final long NANOS_IN_A_SECOND = 1_000_000_000;

    /// What no caller's tag is.
    private static final long WAKEUP = -1;

    private static final Function CONTROL = Function.named("epoll_ctl");
    private static final Function SYSCALL = Function.named("syscall");
    private static final Function READ = Function.named("read");
    private static final Function WRITE = Function.named("write");

    private static final int DATA = Architecture.here().epollData;
    private static final int SIZE = DATA + Long.BYTES;

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment events = arena.allocate((long) EVENTS * SIZE, Long.BYTES);
    private final MemorySegment change = arena.allocate(SIZE, Long.BYTES);
    private final MemorySegment timeout = arena.allocate(2L * Long.BYTES, Long.BYTES);
    private final MemorySegment counter = arena.allocate(Long.BYTES, Long.BYTES);
    private final MemorySegment one = arena.allocate(Long.BYTES, Long.BYTES);
    private final Fd fd;
    private final Fd event;
    private boolean closed;

    private Epoll(Fd fd, Fd event) {
        this.fd = fd;
        this.event = event;
        one.set(JAVA_LONG, 0, 1);
    }

    /// {@return waiting for nothing yet but a wake-up}
    ///
    /// @throws LinuxException no descriptor is left, or the kernel is older than 5.11
    public static Epoll create() throws LinuxException {
        var fd = new Fd(Function.named("epoll_create1").callInt(CLOEXEC, 0, 0, 0));
        try {
            return started(new Epoll(fd, new Fd(Function.named("eventfd").callInt(0, CLOEXEC | NONBLOCK, 0, 0))));
        } catch (LinuxException e) {
            fd.close();
            throw e;
        }
    }

    private static Epoll started(Epoll epoll) throws LinuxException {
        try {
            epoll.add(epoll.event, WAKEUP);
            epoll.await(0);
            return epoll;
        } catch (LinuxException e) {
            epoll.close();
            throw e;
        }
    }

    /// Waits for that descriptor too, until it is closed.
    ///
    /// @param added told of when something can be read from it, or an error is to be told
    /// @param tag what [#tag] tells then; not -1
    /// @throws LinuxException no memory, or the system's limit
    public void add(Fd added, long tag) throws LinuxException {
        change.set(JAVA_INT, 0, EPOLLIN);
        change.set(JAVA_LONG_UNALIGNED, DATA, tag);
        CONTROL.callInt(fd.number(), ADD, added.number(), change.address());
    }

    /// epoll_pwait2(2).
    ///
    /// @param nanos how long at most; 0: looks only; [Long#MAX_VALUE]: until something comes
    /// @return how many descriptors are ready; a wake-up counts as one
    /// @throws LinuxException ENOSYS: the kernel is older than 5.11
    public int await(long nanos) throws LinuxException {
        long limit = 0;
        if (nanos != Long.MAX_VALUE) {
            timeout.set(JAVA_LONG, 0, nanos / NANOS_IN_A_SECOND);
            timeout.set(JAVA_LONG, Long.BYTES, nanos % NANOS_IN_A_SECOND);
            limit = timeout.address();
        }
        long count = SYSCALL.attemptOnce(Architecture.EPOLL_PWAIT2, fd.number(), events.address(), EVENTS, limit, 0);
        if (count == -Errno.EINTR.number()) return 0; // with the time that is left, it is for the caller to wait anew
        if (count < 0) throw new LinuxException("epoll_pwait2", (int) -count);
        return (int) count;
    }

    /// {@return the tag of a descriptor that is ready}
    ///
    /// @param index below what [#await] returned
    public long tag(int index) {
        return events.get(JAVA_LONG_UNALIGNED, (long) index * SIZE + DATA);
    }

    /// {@return whether that is a wake-up, which is over then}
    ///
    /// @param index below what [#await] returned
    public boolean isWakeup(int index) {
        if (tag(index) != WAKEUP) return false;
        READ.attempt(event.number(), counter.address(), Long.BYTES, 0, 0, 0);
        return true;
    }

    /// {@return whether an error is to be told}
    ///
    /// @param index below what [#await] returned
    public boolean hasError(int index) {
        return (events.get(JAVA_INT_UNALIGNED, (long) index * SIZE) & EPOLLERR) != 0;
    }

    /// {@return whether something can be read}
    ///
    /// @param index below what [#await] returned
    public boolean isReadable(int index) {
        return (events.get(JAVA_INT_UNALIGNED, (long) index * SIZE) & EPOLLIN) != 0;
    }

    /// Ends an [#await], this one or the next. Any thread; after [#close] it does nothing: the number of the descriptor
    /// may be another file's by then.
    public synchronized void wakeup() {
        if (!closed) WRITE.attempt(event.number(), one.address(), Long.BYTES, 0, 0, 0);
    }

    @Override
    public synchronized void close() {
        closed = true;
        event.close();
        fd.close();
    }
}
