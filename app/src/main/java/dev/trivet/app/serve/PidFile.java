package dev.trivet.app.serve;

import dev.trivet.app.ExitCode;
import dev.trivet.app.StartException;
import dev.trivet.linux.Users.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// `--pid-file`: the number of this process, for scripts. Made by who starts the server, and given to the user that it
/// becomes: who may no longer remove it empties it at the end.
final class PidFile implements AutoCloseable {
    /// Of a process number, and a line feed: more is something else.
    private static final int MOST_DIGITS = 20;

    private final Path path;

    private PidFile(Path path) {
        this.path = path;
    }

    /// @param user whose it shall be
    static PidFile write(Path path, Optional<User> user) throws StartException {
        var holder = holder(path);
        if (holder.isPresent())
            throw new StartException(
                    ExitCode.LOCAL_FILE,
                    "the pid-file " + path + " is that of process "
                            + holder.get().pid() + ", which still runs: stop it, or name another file");
        try (var out = Files.newByteChannel(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING,
                LinkOption.NOFOLLOW_LINKS)) {
            var line = ProcessHandle.current().pid() + "\n";
            out.write(StandardCharsets.US_ASCII.encode(line));
            if (user.isPresent())
                Files.setAttribute(path, "unix:uid", user.get().uid(), LinkOption.NOFOLLOW_LINKS);
            return new PidFile(path);
        } catch (IOException e) {
            throw new StartException(
                    ExitCode.LOCAL_FILE,
                    "cannot write the pid-file: " + e.getMessage()
                            + "; name a place in a folder that exists, such as /run",
                    e);
        }
    }

    /// Another server with this file: the first to end would take the number of the other away. What a dead server left
    /// does not count, also where its number went to some other program since.
    private static Optional<ProcessHandle> holder(Path path) {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) return Optional.empty();
        var ours = ProcessHandle.current();
        try (var in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            var text = new String(in.readNBytes(MOST_DIGITS), StandardCharsets.US_ASCII);
            return ProcessHandle.of(Long.parseLong(text.strip()))
                    .filter(each -> !each.equals(ours))
                    .filter(each -> each.info().command().equals(ours.info().command()));
        } catch (IOException | NumberFormatException noNumberOfAProcess) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException notOurFolder) {
            empty();
        }
    }

    private void empty() {
        try {
            Files.newByteChannel(path, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                    .close();
        } catch (IOException e) {
            // The number stays behind. It is of a process that is gone, which whoever reads it has to look for anyway.
        }
    }
}
