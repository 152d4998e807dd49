package dev.trivet.content;

import dev.trivet.explain.Situation;
import dev.trivet.wire.Mode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.OptionalLong;

/// One file of this machine by its path, under no rule of a root: what a client sends from, and fetches into.
/// Links are followed, as every program of the same user follows them.
public final class LocalFile {
    private LocalFile() {}

    /// The octets of a regular file.
    ///
    /// @param file of this machine
    /// @param mode of the transfer: netascii is encoded on the way
    /// @return open; its length is known in octet mode
    /// @throws ContentException where it is missing, not allowed, or no regular file
    public static Source source(Path file, Mode mode) throws ContentException {
        var shown = file.toString();
        try {
            var real = file.toRealPath();
            var directory = openParent(real);
            try {
                return source(directory, real, shown, mode);
            } catch (IOException e) {
                directory.close();
                throw e;
            }
        } catch (IOException e) {
            throw explained(shown, e);
        }
    }

    private static Source source(Directory directory, Path real, String shown, Mode mode) throws IOException {
        var file = directory.read(real.getFileName().toString());
        try {
            var version = new FileVersion(file, file.state(), new Snapshots(), InstantSource.system());
            Runnable release = () -> {
                version.closeFile();
                directory.close();
            };
            return mode == Mode.OCTET
                    ? new FileSource(version, shown, release)
                    : new NetasciiSource(version, shown, OptionalLong.empty(), release);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /// A place for a regular file, which appears whole when the sink commits, and replaces an old one in one step.
    /// Until then there is only a hidden file beside it.
    ///
    /// @param file its directory must be there
    /// @param mode of the transfer: netascii is decoded on the way
    /// @param durability when it counts as stored
    /// @return open; nothing has the name before it commits
    /// @throws ContentException where the directory is missing or not writable, or something else has the name
    public static Sink sink(Path file, Mode mode, Durability durability) throws ContentException {
        var shown = file.toString();
        try {
            var target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            var place = place(target);
            try {
                checkReplaced(place, shown);
                var root =
                        Root.at(parentOf(target)).write(WritePolicy.OVERWRITE).durability(durability);
                return new FileSink(Part.create(place, shown), new Commit(root), mode);
            } catch (IOException | ContentException | RuntimeException e) {
                place.close();
                throw e;
            }
        } catch (IOException e) {
            throw explained(shown, e);
        }
    }

    private static Place place(Path target) throws IOException {
        var directory = openParent(target);
        try {
            var name = target.getFileName().toString();
            return new Place(directory, name, Commit.entry(directory, name), true);
        } catch (IOException e) {
            directory.close();
            throw e;
        }
    }

    private static void checkReplaced(Place place, String shown) throws IOException {
        if (place.entry().isEmpty()) return;
        var kind = place.entry().get().kind();
        // Those that lead somewhere have been followed.
        if (kind == FileState.Kind.LINK)
            throw new AccessDeniedException(shown, null, "it is a link that leads nowhere");
        if (kind != FileState.Kind.REGULAR) throw new NotRegularException(shown);
        if (!place.directory().writable(place.name()))
            throw new AccessDeniedException(shown, null, "it may not be written");
    }

    private static Directory openParent(Path file) throws IOException {
        var parent = parentOf(file);
        if (!Files.exists(parent)) throw new NoSuchFileException(parent.toString(), null, "the directory is missing");
        return Tree.Kind.best(parent).open(parent.toRealPath());
    }

    private static Path parentOf(Path file) throws IOException {
        var parent = file.toAbsolutePath().getParent();
        if (parent == null || file.getFileName() == null) throw new NotRegularException(file.toString());
        return parent;
    }

    private static ContentException explained(String shown, IOException e) {
        var file = Refusals.quoted(shown);
        return switch (e) {
            case NotRegularException _ -> Refusals.of(Situation.NOT_REGULAR, file);
            case NoSuchFileException missing
            when missing.getReason() == null -> Refusals.of(Situation.LOCAL_FILE_MISSING, file);
            case NoSuchFileException missing ->
                Refusals.of(Situation.LOCAL_DIRECTORY_MISSING, Refusals.quoted(missing.getFile()), missing.getReason());
            case NotDirectoryException wrong ->
                Refusals.of(Situation.LOCAL_NOT_DIRECTORY, Refusals.quoted(String.valueOf(wrong.getFile())));
            case AccessDeniedException denied ->
                Refusals.of(Situation.LOCAL_DENIED, file, denied.getReason() == null ? "" : ": " + denied.getReason());
            case FileSystemException known
            when known.getReason() != null -> Refusals.of(Situation.LOCAL_FAILED, file, known.getReason());
            default -> Refusals.of(Situation.LOCAL_FAILED, file, e);
        };
    }
}
