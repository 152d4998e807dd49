package dev.trivet.app.hpa;

/// A command line that cannot be obeyed: what, why and the remedy, and the exit code that tftpd-hpa has for it.
final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    private final SysExit exit;

    UsageException(String message) {
        this(SysExit.USAGE, message);
    }

    UsageException(SysExit exit, String message) {
        super(message);
        this.exit = exit;
    }

    SysExit exit() {
        return exit;
    }
}
