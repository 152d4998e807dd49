package dev.trivet.content;

import dev.trivet.explain.Situation;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Optional;

/// Gives a complete upload its name, by the root's policy: in one step, so that whoever looks sees the old content
/// or the new one, whole.
///
/// Any thread. Commits that keep versions go one after the other: else two of them could keep the same old
/// content, and the one between them would be lost.
final class Commit implements Completion {
    /// An upload is forced to disk in such steps while it arrives, so that the last one is short.
    private static final long FORCED_OCTETS = 8L * 1024 * 1024;

    /// Another process may give and take the name meanwhile; so often it is looked at again.
    private static final int TRIES = 8;

    /// Contents of one name with one modification time, to the second.
    private static final int MOST_OF_A_SECOND = 1_000;

    private final Root root;
    private final Object versions;

    Commit(Root root) {
        this(root, new Object());
    }

    private Commit(Root root, Object versions) {
        this.root = root;
        this.versions = versions;
    }

    /// The same with another policy, as a rule of the root may have it.
    Commit by(WritePolicy policy) {
        return policy == root.write() ? this : new Commit(root.write(policy), versions);
    }

    @Override
    public long forcedAfter() {
        return root.durability() == Durability.DISK ? FORCED_OCTETS : Long.MAX_VALUE;
    }

    /// @throws ContentException ERROR 6, where the name was taken meanwhile and uploads may only create; ERROR 1,
    ///     where
    ///     it is gone and they may only replace
    @Override
    public void name(Part part) throws IOException, ContentException {
        part.copyRights();
        if (root.durability() == Durability.DISK) part.file().force(true);
        switch (root.write()) {
            case NONE -> throw new IllegalStateException("writes are off");
            case CREATE -> create(part);
            case EXISTING -> replaceExisting(part);
            case OVERWRITE -> replace(part);
            case VERSION -> {
                synchronized (versions) {
                    keepAndReplace(part);
                }
            }
        }
    }

    /// Drops versions that are too many.
    @Override
    public void settle(Part part) throws IOException {
        if (root.durability() == Durability.DISK) part.place().directory().force();
        if (root.write() == WritePolicy.VERSION && root.keepVersions().isPresent()) dropVersions(part.place());
    }

    private static void create(Part part) throws IOException, ContentException {
        try {
            part.place().directory().renameToNew(part.name(), part.place().name());
        } catch (FileAlreadyExistsException _) {
            throw Refusals.of(Situation.FILE_EXISTS, Refusals.quoted(part.asked()));
        }
    }

    private void replaceExisting(Part part) throws IOException, ContentException {
        if (entry(part.place().directory(), part.place().name()).isEmpty())
            throw Refusals.of(Situation.ONLY_EXISTING, Refusals.quoted(part.asked()));
        replace(part);
    }

    private void replace(Part part) throws IOException, ContentException {
        var now = entry(part.place().directory(), part.place().name());
        if (now.isPresent()) checkReplaced(part, now.get());
        part.place().directory().rename(part.name(), part.place().name());
    }

    /// What has the name now need not be what had it when the upload began.
    private void checkReplaced(Part part, FileState now) throws IOException, ContentException {
        if (!now.isRegular()) throw new NotRegularException(part.asked());
        if (root.worldAccess() && !now.isForAllToWrite())
            throw Refusals.of(Situation.NOT_WORLD_WRITABLE, Refusals.quoted(part.asked()), now.mode());
    }

    /// What has that name now.
    static Optional<FileState> entry(Directory directory, String name) throws IOException {
        try {
            return Optional.of(directory.entry(name));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private void keepAndReplace(Part part) throws IOException, ContentException {
        var place = part.place();
        for (int i = 0; i < TRIES; i++) {
            var old = entry(place.directory(), place.name());
            if (old.isPresent()) {
                checkReplaced(part, old.get());
                keep(place, part.asked(), old.get());
                place.directory().rename(part.name(), place.name());
                return;
            }
            if (isCreated(part)) return;
        }
        throw new FileSystemException(part.asked(), null, "comes and goes too often");
    }

    private static boolean isCreated(Part part) throws IOException {
        try {
            part.place().directory().renameToNew(part.name(), part.place().name());
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        }
    }

    /// A second name for the old content, before the first is given away: NAME never goes missing.
    private static void keep(Place place, String asked, FileState old) throws IOException {
        for (int number = 1; number <= MOST_OF_A_SECOND; number++) {
            var version = VersionName.of(place.name(), old.modified(), number);
            try {
                linkOrCopy(place, asked, version);
                return;
            } catch (FileAlreadyExistsException _) {
                // this very content, if a server died before it replaced it
                if (place.directory().entry(version).isSameFile(old)) return;
            }
        }
        throw new FileSystemException(asked, null, "has too many versions of one second");
    }

    private static void linkOrCopy(Place place, String asked, String version) throws IOException {
        try {
            place.directory().hardLink(place.name(), version);
        } catch (UnsupportedOperationException _) {
            copy(place, asked, version);
        }
    }

    private static void copy(Place place, String asked, String version) throws IOException {
        try {
            var copy = Part.create(place, asked);
            try (var file = copy.file();
                    var old = place.directory().read(place.name())) {
                file.copyOf(old);
                file.force(true);
                place.directory().renameToNew(copy.name(), version);
            } catch (IOException e) {
                copy.remove();
                throw e;
            }
        } catch (ContentException e) {
            throw new FileSystemException(asked, null, e.refusal().cause());
        }
    }

    /// The upload is safe by now, so what fails here fails quietly: the next upload of the name tries again.
    private void dropVersions(Place place) {
        synchronized (versions) {
            try {
                dropOldest(place);
            } catch (IOException _) { // the directory cannot be listed, or the file is not ours to remove
            }
        }
    }

    private void dropOldest(Place place) throws IOException {
        var kept = new ArrayList<VersionName>();
        place.directory().list(name -> {
            VersionName.parse(place.name(), name).ifPresent(kept::add);
            return true;
        });
        kept.sort(VersionName.OLDEST_FIRST);
        int most = root.keepVersions().orElse(Integer.MAX_VALUE);
        for (var each : kept.subList(0, Math.max(0, kept.size() - most))) drop(place, each);
    }

    private static void drop(Place place, VersionName version) throws IOException {
        try {
            var directory = place.directory();
            if (directory.entry(version.name()).isRegular()) directory.delete(version.name());
        } catch (NoSuchFileException _) { // another server was faster
        }
    }
}
