package dev.trivet.content;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.OptionalInt;

/// An upload that is not complete: a hidden, locked file beside its target. Nobody else sees it, and [Leftovers]
/// leaves it alone while it is open.
///
/// @param place where the complete file will stand
/// @param asked the name beneath the root, for messages
/// @param name of the part itself
record Part(Place place, String asked, String name, PartFile file) implements AutoCloseable {
    /// Another server's [Leftovers] may meet a part in the moment between its making and its lock, and remove it.
    private static final int TRIES = 4;

    /// Permissions of a new file, of which an umask is taken away (POSIX).
    private static final int NEW_FILE = 0666;

    /// With what a new file of this process gets.
    static Part create(Place place, String asked) throws ContentException {
        return create(place, asked, OptionalInt.empty());
    }

    /// @param umask for a new name; what replaces something gets the rights of that
    static Part create(Place place, String asked, OptionalInt umask) throws ContentException {
        try {
            return begin(place, asked, place.entry().isPresent(), umask);
        } catch (IOException e) {
            throw Refusals.notStored(asked, e);
        }
    }

    /// The same, for who goes on where the directory takes no new names.
    ///
    /// @param hidden readable for the owner only, until it gets other rights
    static Part begin(Place place, String asked, boolean hidden, OptionalInt umask) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            var name = PartName.of(place.name());
            var part = new Part(place, asked, name, place.directory().create(name, hidden || umask.isPresent()));
            if (part.isTaken(umask)) return part;
        }
        throw new FileSystemException(asked, null, "somebody removes the unfinished uploads");
    }

    /// Locks it and gives it the rights of a new file, or of what it is to replace, which may not be for everyone to
    /// read.
    private boolean isTaken(OptionalInt umask) throws IOException {
        boolean taken = false;
        try {
            taken = isLocked() && isStillThere();
            if (taken && umask.isPresent() && place.entry().isEmpty())
                place.directory().setPermissions(file, name, NEW_FILE & ~umask.getAsInt());
            if (taken) copyRights();
            return taken;
        } finally {
            if (!taken) remove();
        }
    }

    /// Where the file system knows no locks nobody can take one to remove it either.
    private boolean isLocked() {
        try {
            return file.tryLock();
        } catch (IOException _) {
            return true;
        }
    }

    private boolean isStillThere() throws IOException {
        try {
            return place.directory().entry(name).isSameFile(file.state());
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    /// Mode and owner of what stands there now, if anything.
    void copyRights() throws IOException {
        try {
            place.directory().copyRights(place.name(), file, name);
        } catch (NoSuchFileException _) { // a new name: 0666 less the umask, or what was replaced and is gone now
        }
    }

    /// Takes it away again. Never throws: what cannot be removed is removed at the next start.
    void remove() {
        try {
            place.directory().delete(name);
        } catch (IOException _) { // the directory is gone or locked away
        }
        file.close();
    }

    @Override
    public void close() {
        file.close();
        place.close();
    }
}
