package dev.trivet.app.settings;

/// Whose the listening sockets are.
public enum Sockets {
    /// Made and bound here, as `--listen` says.
    OWN,
    /// Handed over by systemd: `LISTEN_FDS`.
    SYSTEMD,
    /// Handed over by inetd ("wait"), as standard input.
    INETD
}
