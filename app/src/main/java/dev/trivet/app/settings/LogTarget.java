package dev.trivet.app.settings;

/// Where the log goes.
public enum LogTarget {
    /// Standard error.
    STDERR,
    /// The system's log daemon; standard error where there is none.
    SYSLOG
}
