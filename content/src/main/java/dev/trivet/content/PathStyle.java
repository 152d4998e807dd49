package dev.trivet.content;

/// How the names of requests are related to the directory of a root.
public enum PathStyle {
    /// Names are relative to the root, a leading `/` means the root; whoever goes above it by `..` is refused.
    /// Absolute
    /// links are paths of this machine: they must lead into the root or into a directory that is allowed.
    STRICT,
    /// As behind `chroot`, and so as tftpd-hpa with `--secure`: the root is `/`. `..` stops there, absolute links
    /// start
    /// there, and nothing else can be reached.
    CHROOT,
    /// As tftpd-hpa without `--secure`: names are paths of this machine, absolute, without `..`, and begin with the
    /// directory of the root.
    ABSOLUTE
}
