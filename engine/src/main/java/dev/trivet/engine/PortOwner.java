package dev.trivet.engine;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// Who holds a UDP port, as far as `/proc` tells: Linux, and processes of other users only to root.
/// Reads many small files: for a message at start-up, never on a running loop.
public final class PortOwner {
    private static final PortOwner HERE = new PortOwner(Path.of("/proc"));

    /// Columns of `/proc/net/udp` (proc_net_udp(5)): `sl local_address rem_address st tx:rx tr:when retrnsmt uid
    /// timeout inode`.
    private static final int LOCAL_ADDRESS = 1;

    private static final int USER = 7;

    private static final int INODE = 9;

    private final Path proc;

    PortOwner(Path proc) {
        this.proc = proc;
    }

    /// A process, or where the system does not name it, only its user.
    ///
    /// @param name of the program; empty where the system does not tell
    /// @param pid empty where the system does not tell: the process of another user, and we are not root; or one in
    ///     another namespace
    /// @param user number of the user that made the socket, unsigned
    public record Holder(String name, OptionalLong pid, long user) {}

    /// {@return the process in whose way a listener on `address` would be, as `name (pid 123)`; empty where none
    /// is, or the system does not tell}
    ///
    /// @param address as somebody wanted to bind it
    public static Optional<String> of(InetSocketAddress address) {
        return holders(address).stream()
                .filter(holder -> holder.pid().isPresent())
                .findFirst()
                .map(holder -> holder.name() + " (pid " + holder.pid().getAsLong() + ")");
    }

    /// {@return everybody in whose way a listener on `address` would be, processes that are known first; one without a
    /// process where there are sockets whose holder the system does not tell}
    ///
    /// @param address as somebody wants to bind it
    public static List<Holder> holders(InetSocketAddress address) {
        return HERE.of(HERE.sockets(address));
    }

    /// {@return whether the system's own list shows a socket in the way, whoever holds it}
    ///
    /// @param address as somebody wanted to bind it
    public static boolean isHeld(InetSocketAddress address) {
        return !HERE.sockets(address).isEmpty();
    }

    /// @param sockets from [#sockets]
    List<Holder> of(Map<String, Long> sockets) {
        if (sockets.isEmpty()) return List.of();
        var holders = new ArrayList<Holder>();
        var unknown = new HashMap<>(sockets);
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                var held = held(process, sockets.keySet());
                if (held.isEmpty()) continue;
                long pid = Long.parseLong(process.getFileName().toString());
                long user = requireNonNull(sockets.get(held.getFirst()));
                holders.add(new Holder(name(process), OptionalLong.of(pid), user));
                held.forEach(unknown::remove);
            }
        } catch (IOException e) {
            return List.of(); // no /proc: no answer
        }
        unknown.values().stream().distinct().forEach(user -> holders.add(new Holder("", OptionalLong.empty(), user)));
        return List.copyOf(holders);
    }

    /// The sockets in the way, as the links in `/proc/*/fd` spell them, each with its user.
    Map<String, Long> sockets(InetSocketAddress address) {
        var sockets = new HashMap<String, Long>();
        Stream.of("net/udp", "net/udp6")
                .flatMap(table -> lines(proc.resolve(table)))
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > INODE && overlaps(columns[LOCAL_ADDRESS], address))
                .forEach(columns -> sockets.put("socket:[" + columns[INODE] + "]", Long.parseLong(columns[USER])));
        return sockets;
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream().skip(1);
        } catch (IOException e) {
            return Stream.empty(); // not Linux, or no IPv6
        }
    }

    /// @param entry such as `0100007F:0045`: the address in words of this machine's byte order, the port as a number
    private static boolean overlaps(String entry, InetSocketAddress wanted) {
        int colon = entry.indexOf(':');
        if (HexFormat.fromHexDigits(entry, colon + 1, entry.length()) != wanted.getPort()) return false;
        InetAddress held = address(entry.substring(0, colon));
        InetAddress asked = wanted.getAddress();
        return held.isAnyLocalAddress() || asked.isAnyLocalAddress() || held.equals(asked);
    }

    private static InetAddress address(String hex) {
        ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
        ByteBuffer octets = ByteBuffer.allocate(words.capacity()).order(ByteOrder.nativeOrder());
        while (words.hasRemaining()) octets.putInt(words.getInt());
        try {
            return InetAddress.getByAddress(octets.array());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("neither 4 nor 16 octets: " + hex, e);
        }
    }

    /// Those of the sockets that the process has open.
    private static List<String> held(Path process, Set<String> links) {
        var held = new ArrayList<String>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                var target = target(descriptor);
                if (links.contains(target)) held.add(target);
            }
        } catch (IOException e) {
            return held; // another user's, or gone meanwhile
        }
        return held;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }

    private static String name(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException e) {
            return "a process";
        }
    }
}
