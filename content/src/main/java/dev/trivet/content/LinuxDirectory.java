package dev.trivet.content;

import dev.trivet.linux.DirectoryCalls;
import dev.trivet.linux.Fd;
import dev.trivet.linux.FileCalls;
import dev.trivet.linux.FileStatus;
import dev.trivet.linux.LinuxException;
import dev.trivet.linux.OpenHow;
import dev.trivet.wire.WireText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// A directory by its descriptor and `openat2`: the kernel itself refuses every way out of it.
final class LinuxDirectory implements Directory {
    /// `openat2` gives up with EAGAIN where names are moved while it looks; then the walk, which needs no luck.
    private static final int TRIES = 8;

    private static final byte[] SELF = {'.'};

    private final Fd fd;
    private final String path;

    private LinuxDirectory(Fd fd, String path) {
        this.fd = fd;
        this.path = path;
    }

    /// A directory that the operator named.
    static LinuxDirectory at(Path path) throws IOException {
        var text = path.toString();
        return calling(text, () -> new LinuxDirectory(DirectoryCalls.open(octets(text), OpenHow.DIRECTORY_PATH), text));
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public FileState entry(String name) throws IOException {
        return on(name, octets -> state(DirectoryCalls.status(fd, octets)));
    }

    static FileState state(FileStatus status) {
        var kind = switch (status.kind()) {
            case REGULAR -> FileState.Kind.REGULAR;
            case DIRECTORY -> FileState.Kind.DIRECTORY;
            case LINK -> FileState.Kind.LINK;
            case SPECIAL, UNKNOWN -> FileState.Kind.SPECIAL;
        };
        return new FileState(
                kind,
                new Key(status.device(), status.inode()),
                status.size(),
                status.modified(),
                status.permissions() & 0777);
    }

    private record Key(long device, long inode) {}

    @Override
    public Directory directory(String name) throws IOException {
        return on(name, o -> new LinuxDirectory(DirectoryCalls.open(fd, o, OpenHow.DIRECTORY_NAME), below(name)));
    }

    @Override
    public String link(String name) throws IOException {
        return on(name, octets -> WireText.decode(DirectoryCalls.readLink(fd, octets)));
    }

    @Override
    public OpenFile read(String name) throws IOException {
        return on(name, octets -> LinuxFile.regular(DirectoryCalls.open(fd, octets, OpenHow.READ_NAME), below(name)));
    }

    @Override
    public PartFile write(String name) throws IOException {
        return on(name, octets -> LinuxFile.regular(DirectoryCalls.open(fd, octets, OpenHow.WRITE_NAME), below(name)));
    }

    @Override
    public Optional<OpenFile> readBeneath(PathName name, boolean chroot) throws IOException {
        var how = chroot ? OpenHow.READ_IN_ROOT : OpenHow.READ_BENEATH;
        var text = name.text();
        byte[] octets = WireText.encode(text);
        for (int i = 0; i < TRIES; i++) {
            try {
                var opened = DirectoryCalls.open(fd, octets, how);
                return Optional.of(LinuxFile.regular(opened, below(text)));
            } catch (LinuxException e) {
                switch (e.errno()) {
                    case EAGAIN -> {} // somebody moved something: once more
                    case EXDEV, ELOOP -> {
                        return Optional.empty();
                    }
                    default -> throw translated(e, below(text));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void list(Predicate<String> more) throws IOException {
        calling(path, () -> {
            try (var readable = DirectoryCalls.open(fd, SELF, OpenHow.READ_DIRECTORY)) {
                DirectoryCalls.list(readable, (name, _) -> more.test(WireText.decode(name)));
            }
            return this;
        });
    }

    @Override
    public boolean writable(String name) {
        return DirectoryCalls.writable(fd, octets(name));
    }

    @Override
    public OptionalLong freeOctets() {
        try {
            return OptionalLong.of(FileCalls.freeOctets(fd));
        } catch (LinuxException _) { // the question is asked to answer early; the write itself will tell
            return OptionalLong.empty();
        }
    }

    @Override
    public PartFile create(String name, boolean hidden) throws IOException {
        var how = OpenHow.newFile(hidden ? 0600 : 0666);
        return on(name, octets -> new LinuxFile(DirectoryCalls.open(fd, octets, how), below(name)));
    }

    /// Owner first: a change of owner takes the set-user-id bits away, and where the owner cannot be kept they must
    /// not be given to another one.
    @Override
    public void copyRights(String from, PartFile part, String to) throws IOException {
        var file = ((LinuxFile) part).fd();
        on(from, octets -> {
            var wanted = DirectoryCalls.status(fd, octets);
            boolean kept = isOwnerSet(file, wanted.owner(), wanted.group());
            FileCalls.setPermissions(file, wanted.permissions() & (kept ? 07777 : 0777));
            return this;
        });
    }

    @Override
    public void setPermissions(PartFile part, String name, int permissions) throws IOException {
        calling(below(name), () -> {
            FileCalls.setPermissions(((LinuxFile) part).fd(), permissions);
            return this;
        });
    }

    private static boolean isOwnerSet(Fd file, int owner, int group) throws LinuxException {
        var now = FileCalls.status(file);
        if (now.owner() == owner && now.group() == group) return true;
        try {
            FileCalls.setOwner(file, owner, group);
            return true;
        } catch (LinuxException _) { // "where allowed": without the privilege at least the group, if it is one of ours
            giveGroup(file, group);
            return false;
        }
    }

    private static void giveGroup(Fd file, int group) {
        try {
            FileCalls.setOwner(file, -1, group);
        } catch (LinuxException _) { // stays with the group of the server
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        on(to, octets -> {
            DirectoryCalls.rename(fd, octets(from), octets);
            return this;
        });
    }

    @Override
    public void renameToNew(String from, String to) throws IOException {
        try {
            DirectoryCalls.renameToNew(fd, octets(from), octets(to));
        } catch (LinuxException e) {
            switch (e.errno()) {
                case EINVAL, ENOSYS -> linkThenUnlink(from, to); // the file system or the kernel does not know the flag
                default -> throw translated(e, below(to));
            }
        }
    }

    private void linkThenUnlink(String from, String to) throws IOException {
        hardLink(from, to);
        delete(from);
    }

    @Override
    public void hardLink(String name, String second) throws IOException {
        try {
            DirectoryCalls.link(fd, octets(name), octets(second));
        } catch (LinuxException e) {
            switch (e.errno()) {
                case EPERM, EOPNOTSUPP, ENOSYS, EMLINK -> throw new UnsupportedOperationException(e);
                default -> throw translated(e, below(second));
            }
        }
    }

    @Override
    public void delete(String name) throws IOException {
        on(name, octets -> {
            DirectoryCalls.unlink(fd, octets);
            return this;
        });
    }

    @Override
    public void force() throws IOException {
        calling(path, () -> {
            try (var readable = DirectoryCalls.open(fd, SELF, OpenHow.READ_DIRECTORY)) {
                FileCalls.force(readable);
            }
            return this;
        });
    }

    @Override
    public void close() {
        fd.close();
    }

    private String below(String name) {
        return path.endsWith("/") ? path + name : path + "/" + name;
    }

    private static byte[] octets(String name) {
        return WireText.encode(name);
    }

    private interface Call<T> {
        T run() throws IOException;
    }

    private interface NamedCall<T> {
        T run(byte[] octets) throws IOException;
    }

    private <T> T on(String name, NamedCall<T> call) throws IOException {
        return calling(below(name), () -> call.run(octets(name)));
    }

    private static <T> T calling(String file, Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (LinuxException e) {
            throw translated(e, file);
        }
    }

    /// The error as the JDK would tell it: the two kinds of tree then share everything above.
    static IOException translated(LinuxException e, String file) {
        var translated = switch (e.errno()) {
            case ENOENT -> new NoSuchFileException(file);
            case ENOTDIR -> new NotDirectoryException(file);
            case EEXIST -> new FileAlreadyExistsException(file);
            case ELOOP -> new FileSystemLoopException(file);
            case EACCES, EPERM, EROFS -> new AccessDeniedException(file, null, e.getMessage());
            case ENOSPC, EDQUOT, EFBIG -> new DiskFullException(file, e.getMessage());
            case ENXIO, ENODEV, EISDIR -> new NotRegularException(file); // a socket, a device without a driver
            default -> new FileSystemException(file, null, e.getMessage());
        };
        translated.initCause(e);
        return translated;
    }
}
