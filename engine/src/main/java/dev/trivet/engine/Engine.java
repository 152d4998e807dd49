package dev.trivet.engine;

/// Which transport carries the datagrams.
public enum Engine {
    /// [#LINUX] where it works, else [#PORTABLE].
    AUTO,
    /// `java.nio`: every system with a JDK.
    PORTABLE,
    /// System calls of Linux on x86-64 and aarch64: windows in one call, several times as fast. Also the only one that
    /// answers requests sent to a broadcast address.
    LINUX
}
