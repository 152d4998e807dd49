package dev.trivet.linux;

import java.util.Optional;

/// What differs between the processors we know: numbers of system calls and a few open flags.
/// Everything else used here is the same on both.
enum Architecture {
    // asm/unistd_64.h and bits/fcntl.h of each
    X86_64("amd64", 217, 316, 332, 72, 0x10000, 0x20000, 4),
    AARCH64("aarch64", 61, 276, 291, 25, 0x4000, 0x8000, 8);

    /// The same number everywhere: openat2 came after the tables were united.
    static final int OPENAT2 = 437;

    /// The same number everywhere.
    static final int EPOLL_PWAIT2 = 441;

    private final String javaName;
    final int getdents64;
    final int renameat2;
    final int statx;
    final int fcntl;
    final int openDirectory;
    final int openNoFollow;
    /// struct epoll_event { uint32_t events; uint64_t data; }, packed on x86-64 only.
    final int epollData;

    Architecture(
            String javaName,
            int getdents64,
            int renameat2,
            int statx,
            int fcntl,
            int openDirectory,
            int openNoFollow,
            int epollData) {
        this.javaName = javaName;
        this.getdents64 = getdents64;
        this.renameat2 = renameat2;
        this.statx = statx;
        this.fcntl = fcntl;
        this.openDirectory = openDirectory;
        this.openNoFollow = openNoFollow;
        this.epollData = epollData;
    }

    static Optional<Architecture> named(String osArch) {
        for (var each : values()) if (each.javaName.equals(osArch)) return Optional.of(each);
        return Optional.empty();
    }

    /// Ours; without one, x86-64's numbers, which are then never used: [Linux#available] is false.
    static Architecture here() {
        return named(System.getProperty("os.arch")).orElse(X86_64);
    }
}
