package dev.trivet.app.serve;

import dev.trivet.content.DirectoryProvider;
import dev.trivet.content.WritePolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a server says on standard output once it can be asked: what, where, and how to fetch a file.
final class Readiness {
    private Readiness() {}

    static List<String> lines(ServeSettings settings, DirectoryProvider content, List<InetSocketAddress> addresses) {
        var where = addresses.stream().map(Readiness::place).collect(Collectors.joining(", "));
        return List.of(
                "Trivet serves " + content.path() + " ("
                        + writes(settings.uploads().policy()) + ") on " + where,
                "Names are matched exactly, else with: " + String.join(", ", content.lenientSteps()),
                "Fetch a file:  curl -O tftp://" + reachable(addresses.getFirst()) + "/" + example(content.path()));
    }

    private static String writes(WritePolicy policy) {
        return policy == WritePolicy.NONE
                ? "read only"
                : "uploads: " + policy.name().toLowerCase(Locale.ROOT);
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
    private static String example(Path directory) {
        try (var files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[A-Za-z0-9][A-Za-z0-9._-]*"))
                    .sorted()
                    .findFirst()
                    .orElse("FILE");
        } catch (IOException e) {
            return "FILE"; // only a hint is lost
        }
    }
}
