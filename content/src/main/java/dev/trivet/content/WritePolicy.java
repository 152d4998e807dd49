package dev.trivet.content;

/// What an upload may do.
public enum WritePolicy {
    /// Nothing: every WRQ is refused.
    NONE,
    /// Replace what is there; no new names, as tftpd-hpa without `--create`.
    EXISTING,
    /// New names only.
    CREATE,
    /// New names, and replace what is there.
    OVERWRITE,
    /// New names, and replace what is there, whose content stays as `NAME.YYYYMMDDTHHMMSSZ`.
    VERSION
}
