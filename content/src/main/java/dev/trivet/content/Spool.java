package dev.trivet.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Where uploads are gathered whose own directory takes no new names from this server. Any thread.
final class Spool implements AutoCloseable {
    /// More than there are content threads: uploads of different files seldom wait for one another.
    private static final int LOCKS = 64;

    private final Directory directory;
    private final List<Object> locks = Stream.generate(Object::new).limit(LOCKS).toList();

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

    /// Of two uploads into one file the second waits here, and not at the lock of the first.
    Object lockOf(Place target) {
        return locks.get(Math.floorMod((target.directory().path() + "/" + target.name()).hashCode(), LOCKS));
    }

    int cleanLeftovers(BooleanSupplier goesOn) {
        return Leftovers.remove(directory, goesOn);
    }

    @Override
    public void close() {
        directory.close();
    }
}
