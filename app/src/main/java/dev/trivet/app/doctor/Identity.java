package dev.trivet.app.doctor;

import dev.trivet.app.settings.Keys;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A user who serves.
///
/// @param uid unsigned
/// @param gid its first group, unsigned
/// @param groups all of them, unsigned
/// @param everything whether permissions of files do not stop it: root with its capabilities
/// @param self whether it is the one who runs this check
record Identity(String name, long uid, long gid, Set<Long> groups, boolean everything, boolean self) {
    private static final String STATUS = "/proc/self/status";

    /// Of `/proc/self/status`: real, effective, saved, of the file system.
    private static final int EFFECTIVE = 1;

    /// Who serves once the ports are bound: `--user`, else who starts it. Empty where that user does not exist, or the
    /// system tells nothing of users.
    static Optional<Identity> ofServer(Examined examined) throws IOException {
        var name = examined.settings().find(Keys.USER);
        return name.isPresent() ? named(name.get(), examined.host()) : starter(examined.host());
    }

    /// Who runs this check, and would start the server.
    static Optional<Identity> starter(Host host) {
        var status = host.text(STATUS);
        if (status.isEmpty()) return Optional.empty();
        long uid = numbers(status.get(), "Uid:").get(EFFECTIVE);
        var groups = new HashSet<>(numbers(status.get(), "Groups:"));
        long gid = numbers(status.get(), "Gid:").get(EFFECTIVE);
        groups.add(gid);
        boolean everything = Capability.DAC_OVERRIDE.in(status.get());
        return Optional.of(new Identity(nameOf(uid, host), uid, gid, Set.copyOf(groups), everything, true));
    }

    private static Optional<Identity> named(String name, Host host) throws IOException {
        var found = host.user(name);
        if (found.isEmpty()) return Optional.empty();
        long uid = Integer.toUnsignedLong(found.get().uid());
        var self = starter(host);
        if (self.isPresent() && self.get().uid() == uid) return self;
        var groups = groupsWith(name, host);
        long gid = Integer.toUnsignedLong(found.get().gid());
        groups.add(gid);
        return Optional.of(new Identity(name, uid, gid, Set.copyOf(groups), uid == 0, false));
    }

    /// As `/etc/passwd` has it.
    static String nameOf(long uid, Host host) {
        return lines(host, "/etc/passwd")
                .filter(entry -> entry.length > 2 && entry[2].equals(Long.toString(uid)))
                .map(entry -> entry[0])
                .findFirst()
                .orElse("number " + uid);
    }

    private static Set<Long> groupsWith(String name, Host host) {
        var groups = new HashSet<Long>();
        lines(host, "/etc/group")
                .filter(entry ->
                        entry.length > 3 && List.of(entry[3].split(",")).contains(name))
                .forEach(entry -> groups.add(Long.parseLong(entry[2])));
        return groups;
    }

    private static Stream<String[]> lines(Host host, String table) {
        return host.text(table).stream().flatMap(String::lines).map(line -> line.split(":"));
    }

    private static List<Long> numbers(String status, String field) {
        return status.lines()
                .filter(line -> line.startsWith(field))
                .flatMap(line ->
                        Arrays.stream(line.substring(field.length()).strip().split("\\s+")))
                .filter(word -> !word.isEmpty())
                .map(Long::parseLong)
                .toList();
    }
}
