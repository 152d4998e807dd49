package dev.trivet.server;

/// What a request meets when the server is full.
public enum WhenFull {
    /// Silence: the client repeats its request, and may then find room.
    DROP,
    /// ERROR 0 at once: clients that try another server do so sooner.
    REFUSE
}
