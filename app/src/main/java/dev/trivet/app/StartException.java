package dev.trivet.app;

/// The server cannot start. The message tells what, why and the remedy.
public final class StartException extends Exception {
    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    public StartException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public StartException(ExitCode exitCode, String message, Throwable because) {
        super(message, because);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
