package dev.trivet.linux;

import dev.trivet.linux.Libc.Function;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The system's log, through the C library, which finds the log daemon again after it was away. One for the process:
/// syslog(3) keeps the name of the program for all of it. Any thread.
public final class Syslog {
    /// Where the log daemon listens (_PATH_LOG of paths.h).
    private static final Path SOCKET = Path.of("/dev/log");

    private static final int LOG_PID = 1;
    private static final int LOG_NDELAY = 8;
    private static final int LOG_DAEMON = 3 << 3;

    /// Octets of one message; log daemons cut at 1 to 8 KiB, and RFC 3164 §4.1 wanted 1024.
    private static final int LONGEST = 2048;

    /// Never a message: what is in a file's name would else be taken for a format.
    private static final long FORMAT = text("%s");

    private Syslog() {}

    /// How much a message matters: the numbers of syslog.h.
    public enum Priority {
        /// LOG_ERR.
        ERROR(3),
        /// LOG_WARNING.
        WARNING(4),
        /// LOG_NOTICE.
        NOTICE(5),
        /// LOG_INFO.
        INFO(6),
        /// LOG_DEBUG.
        DEBUG(7);

        private final int number;

        Priority(int number) {
            this.number = number;
        }
    }

    /// {@return whether a log daemon can be reached from here}
    public static boolean available() {
        return Linux.available() && Files.exists(SOCKET);
    }

    /// openlog(3), with the process id in each line, facility daemon. Connects at once, so that it works when
    /// privileges
    /// are gone. Once for a process: the name stays in memory.
    ///
    /// @param program in front of each line
    public static void open(String program) {
        Calls.OPENLOG.callRaw(text(program), LOG_PID | LOG_NDELAY, LOG_DAEMON, 0);
    }

    /// syslog(3). What is too long is cut.
    ///
    /// @param priority how much it matters
    /// @param message one line
    public static void log(Priority priority, String message) {
        var octets = message.getBytes(StandardCharsets.UTF_8);
        try (var arena = Arena.ofConfined()) {
            int length = Math.min(octets.length, LONGEST);
            var text = arena.allocate(length + 1L);
            text.asByteBuffer().put(octets, 0, length);
            Calls.SYSLOG.callRaw(priority.number, FORMAT, text.address(), 0);
        }
    }

    private static long text(String words) {
        return Arena.global().allocateFrom(words).address();
    }

    private static final class Calls {
        static final Function OPENLOG = Function.named("openlog");
        static final Function SYSLOG = Function.named("syslog");
    }
}
