package dev.trivet.content;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A directory by the JDK's `SecureDirectoryStream`: names are taken relative to a descriptor and links are not
/// followed, as on Linux, only with more calls. Elsewhere than on Windows.
///
/// Weaker than [LinuxDirectory] in four things, each by what the JDK lacks: hard links, the text of a link and the
/// forcing of a directory go by its path (a link's text is only a proposal: [Walk] verifies where it leads);
/// a directory must be readable, not only searchable; a FIFO that takes a file's place between look and open
/// holds the thread, which the deadline of content work bounds.
final class SecureDirectory extends PathDirectory {
    private final SecureDirectoryStream<Path> stream;

    private SecureDirectory(Path real, SecureDirectoryStream<Path> stream) {
        super(real);
        this.stream = stream;
    }

    static boolean isAvailable(Path directory) throws IOException {
        try (var stream = Files.newDirectoryStream(directory)) {
            return stream instanceof SecureDirectoryStream;
        }
    }

    /// A directory that the operator named.
    @SuppressWarnings("StreamResourceLeak") // lives as long as the directory
    static SecureDirectory at(Path real) throws IOException {
        var stream = Files.newDirectoryStream(real);
        if (stream instanceof SecureDirectoryStream<Path> secure) return new SecureDirectory(real, secure);
        stream.close();
        throw new FileSystemException(real.toString(), null, "cannot be opened as a descriptor here");
    }

    @Override
    void verify() {}

    @Override
    <V extends FileAttributeView> @Nullable V view(Path name, Class<V> type) {
        return stream.getFileAttributeView(name, type, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    FileChannel open(Path name, Set<OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        var channel = stream.newByteChannel(name, options, attributes);
        if (channel instanceof FileChannel file) return file;
        channel.close();
        throw new FileSystemException(name.toString(), null, "this file system cannot read by position");
    }

    @Override
    Directory open(Path name) throws IOException {
        var child = stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
        return new SecureDirectory(Path.of(path()).resolve(name), child);
    }

    @Override
    void move(Path from, Path to) throws IOException {
        stream.move(from, stream, to);
    }

    @Override
    void remove(Path name) throws IOException {
        stream.deleteFile(name);
    }

    /// A stream of the JDK can be read once only: by a second one, of the same directory.
    @Override
    void names(Predicate<String> more) throws IOException {
        try (var again = stream.newDirectoryStream(Path.of("."), LinkOption.NOFOLLOW_LINKS)) {
            for (var path : again) if (!more.test(path.getFileName().toString())) return;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException _) { // nothing was written through it
        }
    }
}
