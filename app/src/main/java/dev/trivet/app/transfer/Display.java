package dev.trivet.app.transfer;

import java.time.Duration;

/// How the transfer that runs is shown on standard error. Called by one thread at a time.
interface Display {
    /// Between two calls of [#show].
    Duration period();

    /// @param elapsed since the server answered, or since the beginning where it has not
    void show(Job job, Progress.State state, Duration elapsed);

    /// Makes room for other lines.
    void clear();
}
