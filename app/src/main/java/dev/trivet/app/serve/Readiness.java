package dev.trivet.app.serve;

import dev.trivet.app.WordText;
import dev.trivet.content.Root;
import dev.trivet.content.WritePolicy;
import dev.trivet.server.ServedRoot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// What a server says on standard output once it can be asked: what, where, and how to fetch a file.
final class Readiness {
    private Readiness() {}

    static List<String> lines(List<ServedRoot> roots, List<InetSocketAddress> addresses) {
        var what =
                roots.stream().map(each -> described(each.path(), each.root())).collect(Collectors.joining(", "));
        var where = addresses.stream().map(Readiness::place).collect(Collectors.joining(", "));
        var lenient = roots.stream()
                .flatMap(each -> each.lenientSteps().stream())
                .distinct()
                .collect(Collectors.joining(", "));
        return List.of(
                "Trivet serves " + what + " on " + where,
                "Names are matched exactly, else with: " + lenient,
                "Fetch a file:  curl -O tftp://" + reachable(addresses.getFirst()) + "/" + example(roots.getFirst()));
    }

    /// `configs/ from /srv/configs (uploads: version)`.
    ///
    /// @param path the true one
    static String described(Path path, Root root) {
        return (root.prefix().isEmpty() ? "" : root.prefix() + " from ") + path + " (" + writes(root) + ")";
    }

    private static String writes(Root root) {
        if (!root.writable()) return "read only";
        var who = root.allowWrite().isEmpty() ? "" : " by " + joined(root.allowWrite());
        return "uploads: " + (root.write() == WritePolicy.NONE ? "by rule" : WordText.of(root.write())) + who;
    }

    private static String joined(List<?> things) {
        return things.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String place(InetSocketAddress address) {
        return address.getAddress().isAnyLocalAddress()
                ? "port " + address.getPort() + " of every address"
                : EventEntries.address(address);
    }

    private static String reachable(InetSocketAddress address) {
        return address.getAddress().isAnyLocalAddress()
                ? EventEntries.address(new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort()))
                : EventEntries.address(address);
    }

    /// A file that is really there, so that the line works when it is copied.
    private static String example(ServedRoot root) {
        try (var files = Files.list(root.path())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[A-Za-z0-9][A-Za-z0-9._-]*"))
                    .sorted()
                    .findFirst()
                    .map(name -> root.root().prefix() + name)
                    .orElse("FILE");
        } catch (IOException e) {
            return "FILE"; // only a hint is lost
        }
    }
}
