package dev.trivet.content;

import java.util.Optional;

/// Where a name stands once every link is resolved: in a verified directory, under its last component.
///
/// @param name one component; empty where the path names the directory itself
/// @param entry what has that name, never a link; empty: nothing
/// @param owned whether the directory was opened on the way here, and is closed with the place
record Place(Directory directory, String name, Optional<FileState> entry, boolean owned) implements AutoCloseable {

    @Override
    public void close() {
        if (owned) directory.close();
    }
}
