package dev.trivet.app.serve;

import dev.trivet.app.ExitCode;
import dev.trivet.app.StartException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/// `--pid-file`: the number of this process, for scripts, which end as root what it names. So it belongs to who starts
/// the
/// server, and is open until the end: the user that the server becomes may no longer remove it, but can empty it.
final class PidFile implements AutoCloseable {
    /// Of a process number, and a line feed: more is something else.
    private static final int MOST_DIGITS = 20;

    /// By which start times of processes and times of files may disagree: the former are counted from a boot known to
    /// the second.
    private static final Duration CLOCK_ERROR = Duration.ofSeconds(2);

    private final Path path;
    private final SeekableByteChannel channel;

    private PidFile(Path path, SeekableByteChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static PidFile write(Path path) throws StartException {
        var holder = holder(path);
        if (holder.isPresent())
            throw new StartException(
                    ExitCode.PID_FILE,
                    "the pid-file " + path + " is that of process "
                            + holder.get().pid() + ", which still runs: stop it, or name another file");
        try {
            return new PidFile(path, written(path));
        } catch (IOException e) {
            throw new StartException(
                    ExitCode.PID_FILE,
                    "cannot write the pid-file: " + e.getMessage()
                            + "; name a place in a folder that exists, such as /run",
                    e);
        }
    }

    private static SeekableByteChannel written(Path path) throws IOException {
        removeStale(path);
        var channel = Files.newByteChannel(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING,
                LinkOption.NOFOLLOW_LINKS);
        try {
            channel.write(
                    StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// What is there may be somebody else's, who could write another number into it.
    private static void removeStale(Path path) {
        try {
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) Files.delete(path);
        } catch (IOException notOurFolder) {
            // It is written over, if that is allowed.
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
                    .filter(each -> each.info().command().equals(ours.info().command()))
                    .filter(startedBefore(Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
                            .toInstant()));
        } catch (IOException | NumberFormatException noNumberOfAProcess) {
            return Optional.empty();
        }
    }

    /// Who began later cannot have written it: the number of a dead server was given out again, if to another JVM.
    private static Predicate<ProcessHandle> startedBefore(Instant written) {
        return process -> process.info()
                .startInstant()
                .filter(start -> start.isAfter(written.plus(CLOCK_ERROR)))
                .isEmpty();
    }

    @Override
    public void close() {
        try (channel) {
            if (!removed()) channel.truncate(0);
        } catch (IOException e) {
            // The number stays behind. It is of a process that is gone, which whoever reads it has to look for anyway.
        }
    }

    private boolean removed() {
        try {
            Files.deleteIfExists(path);
            return true;
        } catch (IOException notOurFolder) {
            return false;
        }
    }
}
