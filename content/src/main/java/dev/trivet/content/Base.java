package dev.trivet.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A directory in which files may be served: the root, or one that its links may lead into. Opened at the start.
///
/// @param real its true path in components, without links
/// @param given its path as the operator wrote it, which links may use as well
record Base(Directory directory, List<String> real, List<String> given) {

    interface Opener {
        Directory at(Path path) throws IOException;
    }

    static Base open(Path path, Opener opener) throws IOException {
        var real = path.toRealPath();
        if (!Files.isDirectory(real)) throw new NotDirectoryException(path.toString());
        return new Base(
                opener.at(real),
                components(real),
                components(path.toAbsolutePath().normalize()));
    }

    boolean isAt(List<String> absolute) {
        return absolute.equals(real) || absolute.equals(given);
    }

    /// The drive of Windows counts as one.
    static List<String> components(Path absolute) {
        var components = new ArrayList<String>();
        var drive = absolute.getRoot().toString().replace('\\', '/').replace("/", "");
        if (!drive.isEmpty()) components.add(drive);
        absolute.forEach(each -> components.add(each.toString()));
        return List.copyOf(components);
    }
}
