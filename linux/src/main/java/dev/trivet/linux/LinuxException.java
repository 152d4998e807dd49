package dev.trivet.linux;

import java.io.IOException;

/// A system call failed. The message names call and error, never a path.
public final class LinuxException extends IOException {
    private static final long serialVersionUID = 1;

    /// As the manual names it.
    private final String call;
    /// Of errno.
    private final int number;

    LinuxException(String call, int number) {
        super(call + ": " + name(number));
        this.call = call;
        this.number = number;
    }

    private static String name(int number) {
        var errno = Errno.of(number);
        return errno == Errno.OTHER ? "errno " + number : errno + " (" + number + ")";
    }

    /// {@return the function that failed, as section 2 or 3 of the manual names it}
    public String call() {
        return call;
    }

    /// {@return the error by name, to decide by}
    public Errno errno() {
        return Errno.of(number);
    }

    /// {@return the error as the system numbers it}
    public int number() {
        return number;
    }
}
