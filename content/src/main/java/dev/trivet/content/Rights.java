package dev.trivet.content;

import dev.trivet.explain.Situation;
import dev.trivet.linux.Linux;
import dev.trivet.linux.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds for the operator which right is missing, and where: "Permission denied" alone says neither. Asked only after
/// something was refused: it looks at every directory on the way. Any thread.
///
/// @param searchable whether this process may go through a directory
/// @param readable whether it may read a file
record Rights(Predicate<Path> searchable, Predicate<Path> readable) {
    static final Rights OF_THIS_PROCESS = new Rights(Files::isExecutable, Files::isReadable);

    /// @param name as it was asked for
    /// @param file where that is
    /// @param why in words of the system
    ContentException notReadable(String name, Path file, String why) {
        var quoted = Refusals.quoted(name);
        var closed = closedDirectory(file);
        if (closed.isPresent()) return Refusals.of(Situation.DIRECTORY_CLOSED, quoted, shown(closed.get()), user());
        if (!readable.test(file)) return Refusals.of(Situation.NOT_READABLE, quoted, shown(file), user());
        return Refusals.of(Situation.NOT_READABLE_BY_POLICY, quoted, why);
    }

    /// The first directory on the way that this process may not go through.
    private Optional<Path> closedDirectory(Path file) {
        var onTheWay = new ArrayList<Path>();
        for (var each = file.getParent(); each != null; each = each.getParent()) onTheWay.addFirst(each);
        return onTheWay.stream().filter(searchable.negate()).findFirst();
    }

    /// As `ls -l` shows it: `"/srv/tftp" (rwx------ root:root)`.
    static String shown(Path path) {
        var quoted = Refusals.quoted(path.toString());
        try {
            var file = Files.readAttributes(path, PosixFileAttributes.class);
            var rights = PosixFilePermissions.toString(file.permissions());
            return "%s (%s %s:%s)"
                    .formatted(
                            quoted, rights, file.owner().getName(), file.group().getName());
        } catch (IOException | UnsupportedOperationException _) { // not to be looked at, or no such rights there
            return quoted;
        }
    }

    /// Whose rights hold: not the user who started the server where that has dropped its privileges.
    static String user() {
        var started = System.getProperty("user.name", "?");
        int uid = Linux.available() ? Users.effective() : 0;
        return started.equals("root") && uid != 0 ? "the user with the number " + uid : "user " + started;
    }
}
