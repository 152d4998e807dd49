package dev.trivet.sim;

/// What a receiver with a window does with a block that is not the next one: RFC 7440 §4 wants an ACK, clients in the
/// field differ.
public enum Unexpected {
    /// One ACK for each place where it hangs.
    ONCE,
    /// An ACK for every such block.
    EACH,
    /// Silence, until its own timer; only the block it acknowledged last is acknowledged again.
    NEVER
}
