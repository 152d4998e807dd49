package dev.trivet.app.hpa;

import dev.trivet.linux.Detachment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a server does with the descriptors of its starter.
final class Detached {
    private static final Path COMMAND_NAME = Path.of("/proc/self/comm");
    private static final int OUT = 1;
    private static final int ERROR = 2;

    private Detached() {}

    /// As which `ps`, `pgrep` and start-stop-daemon know the process: a JVM is else `java` to them, and the service
    /// script
    /// of tftpd-hpa stops what is called in.tftpd.
    static void takeName() {
        try {
            Files.writeString(COMMAND_NAME, InTftpd.NAME);
        } catch (IOException e) {
            // Not Linux, or no /proc: then it keeps the name it has.
        }
    }

    /// Does what is to be done before the start.
    ///
    /// @param keepsError whether the log goes to standard error
    /// @return to be run once requests are answered
    static Runnable of(Translation.Mode mode, boolean keepsError) throws UsageException {
        return switch (mode) {
            case DAEMON -> daemon(keepsError);
            case INETD -> inetd(keepsError);
            case FOREGROUND, SYSTEMD -> () -> {};
        };
    }

    /// In a session of its own from the beginning; the pipes to the starter are let go of when it is ready.
    private static Runnable daemon(boolean keepsError) throws UsageException {
        try {
            Detachment.newSession();
        } catch (IOException e) {
            throw new UsageException(SysExit.SYSTEM, "cannot begin a session: " + e.getMessage());
        }
        return () -> {
            System.out.println(Daemon.READY);
            System.out.flush();
            if (!keepsError) toNull(ERROR);
            toNull(OUT);
        };
    }

    /// Standard output and error are the socket, too: what is written there would go to nobody.
    private static Runnable inetd(boolean keepsError) {
        toNull(OUT);
        if (!keepsError) toNull(ERROR);
        return () -> {};
    }

    private static void toNull(int descriptor) {
        try {
            Detachment.toNull(descriptor);
        } catch (IOException e) {
            throw new IllegalStateException("/dev/null cannot be opened", e);
        }
    }
}
