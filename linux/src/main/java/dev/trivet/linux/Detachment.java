package dev.trivet.linux;

import dev.trivet.linux.Libc.Function;
import java.nio.charset.StandardCharsets;

/// What makes a process a daemon: a session of its own, and none of its starter's terminals and pipes.
public final class Detachment {
    private static final int O_RDWR = 2;

    private Detachment() {}

    /// setsid(2): away from the starter's terminal and its signals.
    ///
    /// @throws LinuxException EPERM where this process leads a group already
    public static void newSession() throws LinuxException {
        Calls.SETSID.callInt(0, 0, 0, 0);
    }

    /// From now on that descriptor is /dev/null: who waits for the end of a pipe behind it sees it.
    ///
    /// @param descriptor 0, 1 or 2
    /// @throws LinuxException where /dev/null cannot be opened
    public static void toNull(int descriptor) throws LinuxException {
        long path = Scratch.mine().path("open", "/dev/null".getBytes(StandardCharsets.US_ASCII));
        try (var none = new Fd(Calls.OPEN.callInt(path, O_RDWR, 0, 0))) {
            Calls.DUP2.callInt(none.number(), descriptor, 0, 0);
        }
    }

    private static final class Calls {
        static final Function SETSID = Function.named("setsid");
        static final Function OPEN = Function.named("open");
        static final Function DUP2 = Function.named("dup2");
    }
}
