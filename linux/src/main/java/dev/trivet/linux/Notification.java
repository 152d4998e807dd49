package dev.trivet.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.trivet.linux.Libc.Function;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// One message to a supervisor that listens on a datagram socket of the file system, as sd_notify(3) sends it: Java has
/// stream sockets only there.
public final class Notification {
    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;

    // struct sockaddr_un { sa_family_t family; char path[108]; }
    private static final int PATH = 2;
    private static final int PATH_OCTETS = 108;

    private Notification() {}

    /// sendto(2).
    ///
    /// @param socket a path; with `@` in front one of the abstract names
    /// @param message such as `READY=1`
    /// @throws LinuxException ENOENT, ECONNREFUSED, EACCES; ENAMETOOLONG where it is no name of a socket
    public static void send(String socket, String message) throws LinuxException {
        var name = socket.getBytes(StandardCharsets.UTF_8);
        if (name.length >= PATH_OCTETS) throw new LinuxException("sendto", Errno.ENAMETOOLONG.number());
        if (name.length > 0 && name[0] == '@') name[0] = 0;
        try (var arena = Arena.ofConfined();
                var fd = new Fd(Calls.SOCKET.callInt(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0, 0))) {
            var address = arena.allocate(PATH + PATH_OCTETS);
            address.set(JAVA_SHORT, 0, AF_UNIX);
            MemorySegment.copy(name, 0, address, JAVA_BYTE, PATH, name.length);
            var text = arena.allocateFrom(message);
            long octets = text.byteSize() - 1;
            long sent =
                    Calls.SENDTO.attempt(fd.number(), text.address(), octets, 0, address.address(), PATH + name.length);
            if (sent < 0) throw new LinuxException("sendto", (int) -sent);
        }
    }

    private static final class Calls {
        static final Function SOCKET = Function.named("socket");
        static final Function SENDTO = Function.named("sendto");
    }
}
