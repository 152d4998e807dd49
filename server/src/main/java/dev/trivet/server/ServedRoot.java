package dev.trivet.server;

import dev.trivet.content.Root;
import java.nio.file.Path;
import java.util.List;

/// A directory that a [TftpServer] serves, as it was found.
///
/// @param path its true path, without links
/// @param root how it is served
/// @param lenientSteps what is tried with a name that is missing, in words
public record ServedRoot(Path path, Root root, List<String> lenientSteps) {

    /// Copies the list.
    public ServedRoot {
        lenientSteps = List.copyOf(lenientSteps);
    }
}
