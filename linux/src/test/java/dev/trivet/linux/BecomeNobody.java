package dev.trivet.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Run as root in a process of its own: becomes `nobody` and prints whether every thread did, groups too.
final class BecomeNobody {
    private BecomeNobody() {}

    public static void main(String[] args) throws IOException {
        var nobody = Users.find("nobody").orElseThrow();
        Users.become(nobody);
        try (var threads = Files.list(Path.of("/proc/self/task"))) {
            System.out.println(threads.allMatch(thread -> isAll(thread, nobody)));
        }
    }

    private static boolean isAll(Path thread, Users.User user) {
        try {
            var lines = Files.readAllLines(thread.resolve("status"));
            return lines.contains("Uid:" + ("\t" + user.uid()).repeat(4))
                    && lines.contains("Gid:" + ("\t" + user.gid()).repeat(4))
                    && lines.stream().anyMatch(line -> line.strip().equals("Groups:\t" + user.gid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
