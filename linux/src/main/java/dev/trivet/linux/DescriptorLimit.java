package dev.trivet.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.trivet.linux.Libc.Function;

/// How many descriptors this process may hold (RLIMIT_NOFILE). Read as unsigned numbers: "no limit" is the largest.
///
/// @param current what holds
/// @param most up to which it may be raised without a privilege
public record DescriptorLimit(long current, long most) {
    private static final int RLIMIT_NOFILE = 7;

    /// getrlimit(2).
    ///
    /// @return the limits of this process
    /// @throws LinuxException never seen: the call needs no right
    public static DescriptorLimit now() throws LinuxException {
        // struct rlimit { rlim_t rlim_cur; rlim_t rlim_max; } of 8 octets each
        var into = Scratch.mine().struct;
        Calls.GETRLIMIT.callInt(RLIMIT_NOFILE, into.address(), 0, 0);
        return new DescriptorLimit(into.get(JAVA_LONG, 0), into.get(JAVA_LONG, 8));
    }

    /// setrlimit(2): raises `current` to `most`.
    ///
    /// @return what holds now
    /// @throws LinuxException EPERM where a filter of a container forbids it
    public static DescriptorLimit raise() throws LinuxException {
        var before = now();
        var from = Scratch.mine().struct;
        from.set(JAVA_LONG, 0, before.most());
        from.set(JAVA_LONG, 8, before.most());
        Calls.SETRLIMIT.callInt(RLIMIT_NOFILE, from.address(), 0, 0);
        return now();
    }

    private static final class Calls {
        static final Function GETRLIMIT = Function.named("getrlimit");
        static final Function SETRLIMIT = Function.named("setrlimit");
    }
}
