package dev.trivet.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Where uploads are gathered whose own directory takes no new names from this server. Any thread.
final class Spool implements AutoCloseable {
    private final Directory directory;

    private Spool(Directory directory) {
        this.directory = directory;
    }

    static Spool open(Path path, Tree.Kind kind) throws IOException {
        var real = path.toRealPath();
        if (!Files.isDirectory(real)) throw new NotDirectoryException(path.toString());
        return new Spool(kind.open(real));
    }

    Directory directory() {
        return directory;
    }

    /// Where a part for `target` begins: nothing has that name here.
    Place place(Place target) {
        return new Place(directory, target.name(), Optional.empty(), false);
    }

    int cleanLeftovers(BooleanSupplier goesOn) {
        return Leftovers.remove(directory, goesOn);
    }

    @Override
    public void close() {
        directory.close();
    }
}
