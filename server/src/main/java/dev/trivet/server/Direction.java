package dev.trivet.server;

/// Which way a file goes, seen from the client.
public enum Direction {
    /// RRQ: the client fetches.
    READ,
    /// WRQ: the client sends.
    WRITE
}
