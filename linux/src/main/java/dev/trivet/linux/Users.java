package dev.trivet.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.trivet.linux.Libc.Function;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Users of the system, and becoming one for good.
public final class Users {
    // struct passwd { char *pw_name; char *pw_passwd; __uid_t pw_uid; __gid_t pw_gid; ... }
    private static final int PW_UID = 16;
    private static final int PW_GID = 20;
    private static final int PASSWD_OCTETS = 24;

    private Users() {}

    /// An entry of the user table.
    ///
    /// @param name as in the system's user table
    /// @param uid number of the user, unsigned
    /// @param gid number of its first group, unsigned
    public record User(String name, int uid, int gid) {}

    /// getpwnam(3), which has one result for all threads: one call at a time.
    ///
    /// @param name as a person gives it
    /// @return empty where there is no such user, or no table
    /// @throws LinuxException where the name is too long for the call
    public static synchronized Optional<User> find(String name) throws LinuxException {
        long path = Scratch.mine().path("getpwnam", name.getBytes(StandardCharsets.UTF_8));
        long found = Calls.GETPWNAM.callRaw(path, 0, 0, 0);
        if (found == 0) return Optional.empty();
        var entry = at(found);
        return Optional.of(new User(name, entry.get(JAVA_INT, PW_UID), entry.get(JAVA_INT, PW_GID)));
    }

    @SuppressWarnings("restricted") // the structure belongs to the C library; its size is that of the declaration
    private static MemorySegment at(long address) {
        return MemorySegment.ofAddress(address).reinterpret(PASSWD_OCTETS);
    }

    /// {@return the user whose rights hold now (geteuid(2))}
    public static int effective() {
        return (int) Calls.GETEUID.callRaw(0, 0, 0, 0);
    }

    /// Takes groups, group and user of `user`, in this order, with no way back. For every thread of the process: the
    /// C library sees to that, the bare system calls would change the calling thread alone.
    ///
    /// @param user from [#find]
    /// @throws LinuxException EPERM without the privilege; what was taken until then stays
    public static void become(User user) throws LinuxException {
        long gid = user.gid() & 0xFFFF_FFFFL;
        long uid = user.uid() & 0xFFFF_FFFFL;
        long name = Scratch.mine().path("initgroups", user.name().getBytes(StandardCharsets.UTF_8));
        Calls.INITGROUPS.callInt(name, gid, 0, 0);
        Calls.SETRESGID.callInt(gid, gid, gid, 0);
        Calls.SETRESUID.callInt(uid, uid, uid, 0);
    }

    private static final class Calls {
        static final Function GETPWNAM = Function.named("getpwnam");
        static final Function GETEUID = Function.named("geteuid");
        static final Function INITGROUPS = Function.named("initgroups");
        static final Function SETRESGID = Function.named("setresgid");
        static final Function SETRESUID = Function.named("setresuid");
    }
}
