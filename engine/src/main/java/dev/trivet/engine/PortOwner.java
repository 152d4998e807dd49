package dev.trivet.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who holds a UDP port, as far as `/proc` tells: Linux, and processes of other users only to root.
/// Reads many small files: for a message at start-up, never on a running loop.
public final class PortOwner {
    private static final Path PROC = Path.of("/proc");

    /// Columns of `/proc/net/udp` (proc_net_udp(5)): `sl local_address rem_address st tx:rx tr:when retrnsmt uid
    /// timeout inode`.
    private static final int LOCAL_ADDRESS = 1;

    private static final int INODE = 9;

    private PortOwner() {}

    /// {@return the process in whose way a listener on `address` would be, as `name (pid 123)`; empty where none
    /// is, or the system does not tell}
    ///
    /// @param address as somebody wanted to bind it
    public static Optional<String> of(InetSocketAddress address) {
        Set<String> links = sockets(address);
        if (links.isEmpty()) return Optional.empty();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, links)) return Optional.of(name(process) + " (pid " + process.getFileName() + ")");
            }
        } catch (IOException e) {
            return Optional.empty(); // no /proc: no answer
        }
        return Optional.empty();
    }

    /// {@return whether the system's own list shows a socket in the way, whoever holds it}
    ///
    /// @param address as somebody wanted to bind it
    public static boolean isHeld(InetSocketAddress address) {
        return !sockets(address).isEmpty();
    }

    /// The sockets in the way, as the links in `/proc/*/fd` spell them.
    private static Set<String> sockets(InetSocketAddress address) {
        return Stream.of("net/udp", "net/udp6")
                .flatMap(table -> lines(PROC.resolve(table)))
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > INODE && overlaps(columns[LOCAL_ADDRESS], address))
                .map(columns -> "socket:[" + columns[INODE] + "]")
                .collect(Collectors.toSet());
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream().skip(1);
        } catch (IOException e) {
            return Stream.empty(); // not Linux, or no IPv6
        }
    }

    /// @param entry such as `0100007F:0045`: the address in words of this machine's byte order, the port as a
    ///     number
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

    private static boolean holds(Path process, Set<String> links) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (links.contains(target(descriptor))) return true;
            }
        } catch (IOException e) {
            return false; // another user's, or gone meanwhile
        }
        return false;
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
