package dev.trivet.app.transfer;

/// What the exit codes of [dev.trivet.app.ExitCode] mean to `get` and `put`, for their help.
final class ExitCodes {
    static final String HEADING = "%nExit codes:%n";
    static final String DONE = "0:every file is where it was meant to be";
    static final String FAULT = "1:a fault in Trivet";
    static final String USAGE = "2:wrong flags or names; nothing was done";
    static final String LOCAL_FILE = "3:a local file cannot be read or written";
    static final String REFUSED = "4:the other side refused, or broke the protocol";
    static final String TIMED_OUT = "5:no answer, or no longer one";
    static final String MIXED = "6:several files, with different results";
    static final String SIGNAL = "130:Ctrl-C (128 and the number of the signal)";

    private ExitCodes() {}
}
