package dev.trivet.app;

import dev.trivet.client.TftpException.Reason;

/// How the whole command ends, for scripts. The numbers are a promise.
public enum ExitCode {
    DONE(0),
    /// A fault in Trivet itself.
    FAULT(1),
    /// Wrong flags or configuration.
    USAGE(2),
    /// The user that was asked for cannot be become, which `in.tftpd` tells apart.
    USER_NOT_TAKEN(2),
    /// A file or folder of this machine cannot be read or written.
    LOCAL_FILE(3),
    /// The file for the process number, which tells `in.tftpd` apart.
    PID_FILE(3),
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

    /// Of a transfer that failed.
    public static ExitCode of(Reason reason) {
        return switch (reason) {
            case LOCAL_FILE, TOO_LARGE -> LOCAL_FILE;
            case REFUSED, PROTOCOL -> REFUSED;
            case NO_ANSWER, STOPPED_ANSWERING, UNCONFIRMED, NO_ROUTE -> TIMED_OUT;
            // Cancelled by a signal: then its number is the exit code, and this one is not asked for.
            case FAULT, CANCELLED -> FAULT;
        };
    }

    public int number() {
        return number;
    }
}
