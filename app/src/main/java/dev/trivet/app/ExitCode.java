package dev.trivet.app;

/// How the whole command ends, for scripts. The numbers are a promise.
public enum ExitCode {
    DONE(0),
    /// A fault in Trivet itself.
    FAULT(1),
    /// Wrong flags or configuration.
    USAGE(2),
    /// A file or folder of this machine cannot be read or written.
    LOCAL_FILE(3),
    /// The other side answered with an ERROR.
    REFUSED(4),
    TIMED_OUT(5),
    /// Several files, with different results.
    MIXED(6),
    /// The port is taken or not allowed.
    CANNOT_LISTEN(7),
    /// What runs or builds Trivet is missing; the launcher says so before there is a JVM.
    NO_JDK(8);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
