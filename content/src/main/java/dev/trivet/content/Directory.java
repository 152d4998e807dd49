package dev.trivet.content;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// An open directory. Every name is one component of a path, and no call follows a link: whoever holds a directory
/// that was reached by [Walk] cannot leave the root with it. Any thread.
///
/// Errors are those of `java.nio.file` (NoSuchFile, NotDirectory, AccessDenied, FileAlreadyExists), and the ones of
/// this package; their paths are for the operator.
interface Directory extends AutoCloseable {
    /// Where it is, for messages, and for links that lead up and out of it.
    String path();

    /// @throws java.nio.file.NoSuchFileException where nothing has that name
    FileState entry(String name) throws IOException;

    /// @throws java.nio.file.NotDirectoryException where it is none, or has become a link
    Directory directory(String name) throws IOException;

    /// The text of a symbolic link.
    String link(String name) throws IOException;

    /// @throws NotRegularException where it is something else
    /// @throws java.nio.file.FileSystemLoopException where it has become a link
    OpenFile read(String name) throws IOException;

    /// A file by a path of several components in one system call, where the platform keeps such a call beneath the
    /// directory; empty where it has none or the path holds links that it does not follow: [Walk] then decides.
    ///
    /// @param chroot whether `..` and absolute links in it stay in the directory, as after chroot(2), or are
    ///     left to [Walk]
    default Optional<OpenFile> readBeneath(PathName path, boolean chroot) throws IOException {
        return Optional.empty();
    }

    /// A file that is there, to be written in place; nothing of it is changed yet.
    ///
    /// @throws NotRegularException where it is something else
    /// @throws java.nio.file.FileSystemLoopException where it has become a link
    PartFile write(String name) throws IOException;

    /// All names, in any order, until the predicate says false.
    void list(Predicate<String> more) throws IOException;

    /// Whether this process may write to the file of that name.
    boolean writable(String name);

    /// Octets that may still be written here, where the platform tells.
    OptionalLong freeOctets();

    /// Makes a new file.
    ///
    /// @param hidden readable for the owner only; else 0666 less the umask
    PartFile create(String name, boolean hidden) throws IOException;

    /// Whether an unfinished upload of that name is alive in this process, in a tree whose locks do not tell.
    default boolean isOurs(String name) {
        return false;
    }

    /// Gives `to` (open as `part`) the mode of `from`, and its owner where allowed.
    void copyRights(String from, PartFile part, String to) throws IOException;

    /// Gives `name` (open as `part`) these permissions, whatever the umask is.
    ///
    /// @param permissions the lower nine bits of a mode
    void setPermissions(PartFile part, String name, int permissions) throws IOException;

    /// Replaces what has the name `to`, in one step.
    void rename(String from, String to) throws IOException;

    /// @throws java.nio.file.FileAlreadyExistsException where the name is taken, also by somebody in this very moment
    void renameToNew(String from, String to) throws IOException;

    /// A second name for a file.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException where the name is taken
    /// @throws UnsupportedOperationException where the file system has no hard links
    void hardLink(String name, String second) throws IOException;

    void delete(String name) throws IOException;

    /// Its names to disk.
    void force() throws IOException;

    @Override
    void close();
}
