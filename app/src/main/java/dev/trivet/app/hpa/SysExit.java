package dev.trivet.app.hpa;

import dev.trivet.app.ExitCode;
import java.util.stream.Stream;

/// How `in.tftpd` ends: the numbers of sysexits.h, as tftpd-hpa does, and not those of the other commands.
enum SysExit {
    DONE(0),
    /// Flags that cannot be.
    USAGE(64),
    /// `--map-test` with a name that the rules refuse.
    DATA(65),
    /// A directory or a map file that cannot be read.
    NO_INPUT(66),
    NO_USER(67),
    /// A fault in Trivet itself.
    SOFTWARE(70),
    /// The system refused: a port, a privilege, a file for the process id.
    SYSTEM(71),
    /// A map file with mistakes.
    CONFIGURATION(78);

    private final int number;

    SysExit(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /// By its number, of another process of ours.
    static SysExit of(int number) {
        return Stream.of(values())
                .filter(exit -> exit.number == number)
                .findFirst()
                .orElse(SOFTWARE);
    }

    /// What a server that could not start, or ended, means to the starter of tftpd-hpa.
    static SysExit of(ExitCode code) {
        return switch (code) {
            case DONE -> DONE;
            case USAGE -> USAGE;
            case LOCAL_FILE -> NO_INPUT;
            case CANNOT_LISTEN, PID_FILE, USER_NOT_TAKEN -> SYSTEM;
            case FAULT, REFUSED, TIMED_OUT, MIXED, NO_JDK -> SOFTWARE;
        };
    }
}
