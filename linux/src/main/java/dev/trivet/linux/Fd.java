package dev.trivet.linux;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/// An open descriptor. Whoever opened it closes it, after the last call with it has returned: a number is given out
/// again at once, and a call that still runs would meet another file.
public final class Fd implements AutoCloseable {
    private static final int CLOSED = -1;

    /// Changed by [#close] alone. No object of its own: thousands of sockets are looked at in turn.
    private static final AtomicIntegerFieldUpdater<Fd> NUMBER =
            AtomicIntegerFieldUpdater.newUpdater(Fd.class, "number");

    private volatile int number;

    Fd(int number) {
        this.number = number;
    }

    /// {@return the number the kernel knows it by}
    ///
    /// @throws IllegalStateException after [#close]
    public int number() {
        int open = number;
        if (open == CLOSED) throw new IllegalStateException("the descriptor is closed");
        return open;
    }

    /// Any thread; a second call does nothing. Errors are not told: what must be known was learnt by `fsync`.
    @Override
    public void close() {
        int open = NUMBER.getAndSet(this, CLOSED);
        if (open != CLOSED) Close.FUNCTION.callRaw(open, 0, 0, 0);
    }

    private static final class Close {
        static final Libc.Function FUNCTION = Libc.Function.named("close");
    }

    @Override
    public String toString() {
        return "fd " + number;
    }
}
