package dev.trivet.content;

import dev.trivet.linux.Linux;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A root and the directories that its links may lead into. Every name stays inside by the way it is opened, not
/// by comparing paths. Any thread.
final class Tree implements AutoCloseable {
    /// By which means names are opened.
    enum Kind {
        /// `openat2`.
        LINUX,
        /// The JDK's `SecureDirectoryStream`.
        SECURE,
        /// Paths, looked at before and after.
        PATHS;

        /// The strongest that this system has.
        static Kind best(Path root) throws IOException {
            if (Linux.available()) return LINUX;
            return SecureDirectory.isAvailable(root) ? SECURE : PATHS;
        }

        Directory open(Path real) throws IOException {
            return switch (this) {
                case LINUX -> LinuxDirectory.at(real);
                case SECURE -> SecureDirectory.at(real);
                case PATHS -> new PathDirectory(real);
            };
        }
    }

    /// Somebody may put a link where a file was seen, and the walk begins again; so often.
    private static final int TRIES = 8;

    static final boolean WINDOWS = File.separatorChar == '\\';

    private final List<Base> bases;
    private final boolean chroot;

    private Tree(List<Base> bases, boolean chroot) {
        this.bases = bases;
        this.chroot = chroot;
    }

    static Tree open(Root root, Kind kind) throws IOException {
        var bases = new ArrayList<Base>();
        try {
            bases.add(Base.open(root.path(), kind::open));
            for (var each : root.followLinksTo()) bases.add(Base.open(each, kind::open));
        } catch (IOException e) {
            bases.forEach(base -> base.directory().close());
            throw e;
        }
        return new Tree(List.copyOf(bases), root.pathStyle() == PathStyle.CHROOT);
    }

    /// The true path of the root.
    Base root() {
        return bases.getFirst();
    }

    List<Base> bases() {
        return bases;
    }

    /// @throws NoSuchFileException or [NotDirectoryException] where there is no such file
    /// @throws NotRegularException where it is something else
    /// @throws OutsideException where a link leads out
    OpenFile read(PathName path) throws IOException {
        var direct = root().directory().readBeneath(path, chroot);
        return direct.isPresent() ? direct.get() : readByWalk(path);
    }

    private OpenFile readByWalk(PathName path) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            var file = readAt(path);
            if (file.isPresent()) return file.get();
        }
        throw new FileSystemLoopException(path.text());
    }

    private Optional<OpenFile> readAt(PathName path) throws IOException {
        try (var place = place(path)) {
            var entry = place.entry().orElseThrow(() -> new NoSuchFileException(path.text()));
            if (!entry.isRegular()) throw new NotRegularException(path.text());
            if (path.directory()) throw new NotDirectoryException(path.text());
            return readIfNoLink(place);
        }
    }

    private static Optional<OpenFile> readIfNoLink(Place place) throws IOException {
        try {
            return Optional.of(place.directory().read(place.name()));
        } catch (FileSystemLoopException _) { // it has become a link: walk again
            return Optional.empty();
        }
    }

    /// Where a file of that name stands or would stand.
    ///
    /// @throws NoSuchFileException or [NotDirectoryException] where its directory is missing
    Place place(PathName path) throws IOException {
        try (var walk = new Walk(bases, chroot)) {
            return walk.to(path.parts());
        }
    }

    /// A directory beneath the root, to be listed.
    Place directory(List<String> parts) throws IOException {
        try (var walk = new Walk(bases, chroot)) {
            var place = walk.to(parts);
            if (place.name().isEmpty()) return place;
            return opened(place);
        }
    }

    private static Place opened(Place place) throws IOException {
        try (place) {
            var directory = place.directory().directory(place.name());
            return new Place(directory, "", place.entry(), true);
        }
    }

    @Override
    public void close() {
        bases.forEach(base -> base.directory().close());
    }
}
