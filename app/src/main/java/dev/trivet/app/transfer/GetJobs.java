package dev.trivet.app.transfer;

import dev.trivet.app.transfer.Job.Direction;
import dev.trivet.app.transfer.Job.Work;
import dev.trivet.client.TransferReport;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalLong;

/// What `get` has to do: which file goes where. Everything that can be refused is refused here, before anything is
/// fetched.
final class GetJobs {
    /// One call of the system for so many octets, not for each block.
    private static final int BUFFER_OCTETS = 64 << 10;

    /// Names of files that a process has open; beneath `/dev` lies `/dev/shm` as well, whose files are ordinary.
    private static final List<String> OPEN_FILES = List.of("/dev/fd", "/dev/stdout", "/dev/stderr", "/proc");

    private final Surroundings around;

    GetJobs(Surroundings around) {
        this.around = around;
    }

    /// @param output what `-o` says; empty: not given
    /// @throws IllegalArgumentException with reason and remedy, for people
    List<Job> of(List<RemoteFile> remotes, String output) {
        if (output.equals(Job.STANDARD_STREAM)) return List.of(toStandardOutput(onlyOne(remotes, "standard output")));
        if (output.isEmpty()) return inFolder(remotes, Path.of(""));
        var path = Path.of(output);
        if (Files.isDirectory(here(path))) return inFolder(remotes, path);
        if (output.endsWith("/") || output.endsWith(File.separator))
            throw new IllegalArgumentException(
                    "-o " + Text.clean(output) + ": there is no such folder; make it first, or name a file");
        return List.of(job(onlyOne(remotes, "the file " + Text.clean(output)), path));
    }

    private static RemoteFile onlyOne(List<RemoteFile> remotes, String target) {
        if (remotes.size() == 1) return remotes.getFirst();
        throw new IllegalArgumentException(
                remotes.size() + " files do not fit into " + target + "; name a folder that is there: -o DIR");
    }

    private List<Job> inFolder(List<RemoteFile> remotes, Path folder) {
        var sources = new HashMap<Path, RemoteFile>();
        return remotes.stream()
                .map(remote -> {
                    var path = folder.resolve(LocalName.of(remote, LocalName.ON_WINDOWS));
                    var other = sources.put(path, remote);
                    if (other != null) throw sameName(path, other, remote);
                    return job(remote, path);
                })
                .toList();
    }

    private static IllegalArgumentException sameName(Path path, RemoteFile one, RemoteFile other) {
        return new IllegalArgumentException(one.shown() + " and " + other.shown() + " would both become "
                + Text.clean(path) + "; fetch them one by one: -o FILE");
    }

    private Job toStandardOutput(RemoteFile remote) {
        Work work = transfers -> intoStream(transfers, remote, new StandardOutput(around.out()));
        return new Job(remote, Direction.GET, Job.STANDARD_STREAM, OptionalLong.empty(), work);
    }

    private Job job(RemoteFile remote, Path path) {
        var file = here(path);
        return new Job(
                remote,
                Direction.GET,
                path.toString(),
                OptionalLong.empty(),
                transfers -> fetch(transfers, remote, file));
    }

    private static TransferReport fetch(Transfers transfers, RemoteFile remote, Path file)
            throws TransferFailure, InterruptedException {
        if (Files.isDirectory(file))
            throw TransferFailure.local(Text.clean(file) + " is a folder and stays", "name a file: -o FILE");
        boolean replaced = !Files.exists(file) || Files.isRegularFile(file) && !isOpenElsewhere(file);
        if (replaced) return transfers.get(remote.uri(), file);
        // A device or a pipe is written, not replaced.
        try (var out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
            return intoStream(transfers, remote, out);
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    /// `/dev/stdout` leads to a file that others write as well: it is written, not replaced under their hands.
    static boolean isOpenElsewhere(Path file) {
        return OPEN_FILES.stream().anyMatch(file::startsWith);
    }

    private static TransferReport intoStream(Transfers transfers, RemoteFile remote, OutputStream out)
            throws TransferFailure, InterruptedException {
        return transfers.get(remote.uri(), new BufferedOutputStream(out, BUFFER_OCTETS));
    }

    private static TransferFailure notWritten(IOException e) {
        var failure =
                TransferFailure.local("what came cannot be written: " + Text.clean(String.valueOf(e.getMessage())), "");
        failure.initCause(e);
        return failure;
    }

    private Path here(Path path) {
        return around.folder().resolve(path);
    }
}
