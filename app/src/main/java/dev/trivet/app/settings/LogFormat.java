package dev.trivet.app.settings;

/// The form of a line in the log.
public enum LogFormat {
    /// For people: time, level, sentence.
    TEXT,
    /// For programs: one object with time, level, event, message and the fields of the event.
    JSON,
    /// As tftpd-hpa writes it, for rules that look for its lines, such as those of fail2ban: `--verbosity` says how
    /// much.
    TFTPD_HPA
}
