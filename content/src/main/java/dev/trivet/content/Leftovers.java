package dev.trivet.content;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Removes unfinished uploads whose server died: files named like one, whose lock can be taken. Nothing else,
/// ever.
final class Leftovers {
    /// Deeper trees are made by accident.
    private static final int DEPTH = 64;

    private final BooleanSupplier goesOn;

    private Leftovers(BooleanSupplier goesOn) {
        this.goesOn = goesOn;
    }

    /// @param goesOn asked now and then; false ends it early
    /// @return how many were removed in the directory and all below it
    static int remove(Directory directory, BooleanSupplier goesOn) {
        return new Leftovers(goesOn).remove(directory, 0);
    }

    private int remove(Directory directory, int depth) {
        int removed = 0;
        for (var name : names(directory)) {
            if (!goesOn.getAsBoolean()) return removed;
            try {
                if (PartName.is(name)) removed += isRemoved(directory, name) ? 1 : 0;
                else if (depth < DEPTH) removed += below(directory, name, depth);
            } catch (IOException _) { // not ours to touch, or gone meanwhile: the next start looks again
            }
        }
        return removed;
    }

    private static List<String> names(Directory directory) {
        var names = new ArrayList<String>();
        try {
            directory.list(names::add);
        } catch (IOException _) { // a directory that may not be listed holds no upload of ours
        }
        return names;
    }

    private int below(Directory directory, String name, int depth) throws IOException {
        if (directory.entry(name).kind() != FileState.Kind.DIRECTORY) return 0;
        try (var child = directory.directory(name)) {
            return remove(child, depth + 1);
        }
    }

    private static boolean isRemoved(Directory directory, String name) throws IOException {
        if (directory.isOurs(name)) return false;
        try (var file = directory.read(name)) {
            if (!file.tryLockShared() || !directory.entry(name).isSameFile(file.state())) return false;
            directory.delete(name);
            return true;
        }
    }
}
