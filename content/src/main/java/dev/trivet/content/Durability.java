package dev.trivet.content;

/// When an upload counts as stored.
public enum Durability {
    /// When it would survive a power cut: file and directory are forced to disk before the last ACK.
    DISK,
    /// When the rename is done: survives the end of the process, not a power cut.
    RENAME
}
