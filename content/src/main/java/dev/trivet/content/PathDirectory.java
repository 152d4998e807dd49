package dev.trivet.content;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A directory by its path, for systems without a way to open beneath a directory: Windows.
///
/// Each use looks before and after whether the path still is the directory that was verified. What remains is a race:
/// somebody who may write into the root of the server's machine, and exchanges a directory for a link between two of
/// these looks and back again before the second, is not seen. [SecureDirectory] has no such gap in what it reads.
sealed class PathDirectory implements Directory permits SecureDirectory {
    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final FileAttribute<?>[] HIDDEN = {
        PosixFilePermissions.asFileAttribute(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE))
    };
    private static final FileAttribute<?>[] NONE = {};

    /// In the order of the bits of a mode; the first is this one.
    private static final List<PosixFilePermission> BITS = List.of(PosixFilePermission.values());

    private static final int OWNER_READ = 0400;

    static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> WRITE = Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    /// A file is looked at by name before and after it is opened; so often it may be replaced meanwhile.
    private static final int TRIES = 8;

    private final Path real;

    /// @param real the true path, without any link in it
    PathDirectory(Path real) {
        this.real = real;
    }

    /// A name as this system writes it.
    ///
    /// @throws NoSuchFileException where it cannot: nothing then has that name
    final Path name(String name) throws NoSuchFileException {
        try {
            var one = real.getFileSystem().getPath(name);
            if (one.getNameCount() == 1 && !one.isAbsolute() && one.getRoot() == null && !name.contains(File.separator))
                return one;
        } catch (InvalidPathException _) { // octets that are no text here, or characters that are not allowed
        }
        throw new NoSuchFileException(below(name));
    }

    final Path full(String name) throws NoSuchFileException {
        return real.resolve(name(name));
    }

    private String below(String name) {
        return real + File.separator + name;
    }

    /// Whether the path still leads where it did. Nothing to do where names are taken relative to a descriptor.
    void verify() throws IOException {
        if (!real.toRealPath().equals(real)) throw new NotDirectoryException(real.toString());
    }

    <V extends FileAttributeView> @Nullable V view(Path name, Class<V> type) {
        return Files.getFileAttributeView(real.resolve(name), type, LinkOption.NOFOLLOW_LINKS);
    }

    FileChannel open(Path name, Set<OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return FileChannel.open(real.resolve(name), options, attributes);
    }

    Directory open(Path name) throws IOException {
        var child = real.resolve(name).toRealPath();
        if (!real.equals(child.getParent())) throw new NotDirectoryException(child.toString());
        return new PathDirectory(child);
    }

    void move(Path from, Path to) throws IOException {
        Files.move(real.resolve(from), real.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    void remove(Path name) throws IOException {
        Files.delete(real.resolve(name));
    }

    void names(Predicate<String> more) throws IOException {
        try (var listed = Files.newDirectoryStream(real)) {
            for (var path : listed) if (!more.test(path.getFileName().toString())) return;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    @Override
    public final String path() {
        return real.toString();
    }

    @Override
    public final FileState entry(String name) throws IOException {
        verify();
        return look(name(name));
    }

    private FileState look(Path name) throws IOException {
        return state(attributes(this::view, name), real.resolve(name));
    }

    /// How a name is looked at: in this directory, or by its path.
    interface Looking {
        <V extends FileAttributeView> @Nullable V view(Path name, Class<V> type);
    }

    /// With permissions, where the file system has them.
    private static BasicFileAttributes attributes(Looking at, Path name) throws IOException {
        var posix = at.view(name, PosixFileAttributeView.class);
        if (posix != null) return posix.readAttributes();
        var basic = at.view(name, BasicFileAttributeView.class);
        if (basic == null) throw new UnsupportedOperationException("no basic attributes");
        return basic.readAttributes();
    }

    /// What a file that was opened by that path is now.
    static FileState stateAt(Path path) throws IOException {
        return state(attributes(PathDirectory::viewByPath, path), path);
    }

    private static <V extends FileAttributeView> @Nullable V viewByPath(Path path, Class<V> type) {
        return Files.getFileAttributeView(path, type, LinkOption.NOFOLLOW_LINKS);
    }

    private static FileState state(BasicFileAttributes of, Path path) {
        var kind = FileState.Kind.SPECIAL;
        if (of.isRegularFile()) kind = FileState.Kind.REGULAR;
        else if (of.isSymbolicLink()) kind = FileState.Kind.LINK;
        else if (of.isDirectory() && !of.isOther()) kind = FileState.Kind.DIRECTORY; // other: a junction of Windows
        Object key = of.fileKey() == null ? path : of.fileKey();
        return new FileState(kind, key, of.size(), of.lastModifiedTime().toInstant(), permissions(of));
    }

    private static int permissions(BasicFileAttributes of) {
        if (!(of instanceof PosixFileAttributes posix)) return FileState.NO_PERMISSIONS;
        int bits = 0;
        for (int i = 0; i < BITS.size(); i++) if (posix.permissions().contains(BITS.get(i))) bits |= OWNER_READ >> i;
        return bits;
    }

    private static Set<PosixFilePermission> permissions(int bits) {
        var set = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < BITS.size(); i++) if ((bits & OWNER_READ >> i) != 0) set.add(BITS.get(i));
        return set;
    }

    @Override
    public final Directory directory(String name) throws IOException {
        if (entry(name).kind() != FileState.Kind.DIRECTORY) throw new NotDirectoryException(below(name));
        try {
            return open(name(name));
        } catch (FileSystemException e) {
            if (entry(name).kind() == FileState.Kind.DIRECTORY) throw e;
            throw new NotDirectoryException(below(name)); // it was exchanged for something else in between
        }
    }

    @Override
    public final String link(String name) throws IOException {
        try {
            return Files.readSymbolicLink(full(name)).toString();
        } catch (NotLinkException _) { // it was exchanged in between
            throw new NotDirectoryException(below(name));
        }
    }

    @Override
    public final OpenFile read(String name) throws IOException {
        var opened = opened(name, READ);
        return new ChannelFile(opened.channel(), full(name), opened.state());
    }

    @Override
    public final PartFile write(String name) throws IOException {
        return new ChannelPart(opened(name, WRITE).channel(), full(name), this);
    }

    private record Opened(FileChannel channel, FileState state) {}

    private Opened opened(String name, Set<OpenOption> options) throws IOException {
        var one = name(name);
        for (int i = 0; i < TRIES; i++) {
            var before = entry(name);
            if (before.kind() == FileState.Kind.LINK) throw new FileSystemLoopException(below(name));
            // looked at first, since this open would wait for the other end of a FIFO
            if (!before.isRegular()) throw new NotRegularException(below(name));
            var channel = open(one, options);
            if (isStill(before, name)) return new Opened(channel, before);
            channel.close();
        }
        throw new FileSystemException(below(name), null, "is replaced too often to be opened");
    }

    private boolean isStill(FileState before, String name) throws IOException {
        try {
            return entry(name).isUnchanged(before);
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    @Override
    public final void list(Predicate<String> more) throws IOException {
        verify();
        names(more);
    }

    @Override
    public final boolean writable(String name) {
        try {
            return Files.isWritable(full(name));
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    @Override
    public final OptionalLong freeOctets() {
        try {
            return OptionalLong.of(Files.getFileStore(real).getUsableSpace());
        } catch (IOException _) { // the question is asked to answer early; the write itself will tell
            return OptionalLong.empty();
        }
    }

    @Override
    public final PartFile create(String name, boolean hidden) throws IOException {
        verify();
        var one = name(name);
        boolean posix = view(one, PosixFileAttributeView.class) != null;
        var options = Set.<OpenOption>of(
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        return ChannelPart.create(this, real.resolve(one), () -> open(one, options, hidden && posix ? HIDDEN : NONE));
    }

    @Override
    public final boolean isOurs(String name) {
        return ChannelPart.isAlive(real.resolve(name));
    }

    @Override
    public final void copyRights(String from, PartFile part, String to) throws IOException {
        var old = view(name(from), PosixFileAttributeView.class);
        var fresh = view(name(to), PosixFileAttributeView.class);
        if (old == null || fresh == null) return; // Windows: a new file inherits what its directory says
        var wanted = old.readAttributes();
        try {
            fresh.setGroup(wanted.group());
            fresh.setOwner(wanted.owner());
        } catch (IOException _) { // "where allowed": stays with the user of the server
        }
        fresh.setPermissions(wanted.permissions());
    }

    @Override
    public final void setPermissions(PartFile part, String name, int permissions) throws IOException {
        var view = view(name(name), PosixFileAttributeView.class);
        if (view == null) throw new FileSystemException(below(name), null, "no POSIX permissions here");
        view.setPermissions(permissions(permissions));
    }

    @Override
    public final void rename(String from, String to) throws IOException {
        verify();
        try {
            move(name(from), name(to));
        } catch (AtomicMoveNotSupportedException e) {
            throw new FileSystemException(below(to), null, "the file system cannot replace a file in one step: " + e);
        }
    }

    @Override
    public final void renameToNew(String from, String to) throws IOException {
        verify();
        if (WINDOWS) { // there a plain move replaces nothing; elsewhere it may
            Files.move(full(from), full(to));
            return;
        }
        try {
            hardLink(from, to);
        } catch (UnsupportedOperationException e) {
            throw new FileSystemException(
                    below(to), null, "no hard links here, so a new name cannot be made safely: " + e);
        }
        delete(from);
    }

    @Override
    public final void hardLink(String name, String second) throws IOException {
        verify();
        try {
            Files.createLink(full(second), full(name));
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw e;
        } catch (FileSystemException e) { // EPERM, EOPNOTSUPP, EMLINK: the JDK does not tell them apart
            throw new UnsupportedOperationException(e);
        }
    }

    @Override
    public final void delete(String name) throws IOException {
        verify();
        remove(name(name));
    }

    /// Windows has no such call, and needs none: NTFS keeps its names in a journal.
    @Override
    public final void force() throws IOException {
        if (WINDOWS) return;
        try (var channel = FileChannel.open(real, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() {}
}
