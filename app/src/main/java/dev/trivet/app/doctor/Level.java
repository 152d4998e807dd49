package dev.trivet.app.doctor;

/// How much a [Finding] matters; the order is that of the report.
enum Level {
    /// Serving is hindered: it would not start, or clients would not be answered.
    PROBLEM,
    /// Something works worse than it could, or for some clients only.
    WARNING,
    /// Worth knowing.
    HINT,
    /// Was looked at, and is as it should be.
    OK
}
