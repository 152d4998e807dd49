package dev.trivet.app.settings;

/// The form of a line in the log.
public enum LogFormat {
    /// For people: time, level, sentence.
    TEXT,
    /// For programs: one object with time, level, event, message and the fields of the event.
    JSON
}
