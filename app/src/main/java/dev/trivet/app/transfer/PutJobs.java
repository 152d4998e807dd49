package dev.trivet.app.transfer;

import dev.trivet.app.transfer.Job.Direction;
import dev.trivet.client.TransferReport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalLong;

/// What `put` has to do: which file goes where. Everything that can be refused is refused here, before anything is
/// sent.
final class PutJobs {
    private final Surroundings around;

    PutJobs(Surroundings around) {
        this.around = around;
    }

    /// @param files as typed
    /// @param to a file, or a folder where the URI ends in a slash
    /// @throws IllegalArgumentException with reason and remedy, for people
    List<Job> of(List<String> files, RemoteFile to) {
        if (to.isFolder()) return inFolder(files, to);
        if (files.size() > 1)
            throw new IllegalArgumentException(
                    files.size() + " files need a URI that ends in '/': " + to.shown() + "/");
        return List.of(job(files.getFirst(), to));
    }

    private List<Job> inFolder(List<String> files, RemoteFile folder) {
        var sources = new HashMap<URI, String>();
        return files.stream()
                .map(file -> {
                    var remote = folder.inside(nameOf(file, folder));
                    var other = sources.put(remote.uri(), file);
                    if (other != null) throw sameName(remote, other, file);
                    return job(file, remote);
                })
                .toList();
    }

    private static String nameOf(String file, RemoteFile folder) {
        if (file.equals(Job.STANDARD_STREAM))
            throw new IllegalArgumentException(
                    "standard input has no name; say it in the URI: " + folder.shown() + "NAME");
        var name = Path.of(file).toAbsolutePath().normalize().getFileName();
        if (name == null) throw new IllegalArgumentException(Text.clean(file) + " has no name; say it in the URI");
        return name.toString();
    }

    private static IllegalArgumentException sameName(RemoteFile remote, String one, String other) {
        return new IllegalArgumentException(Text.clean(one) + " and " + Text.clean(other) + " would both become "
                + remote.shown() + "; send them one by one");
    }

    private Job job(String file, RemoteFile remote) {
        if (file.equals(Job.STANDARD_STREAM))
            return new Job(
                    remote,
                    Direction.PUT,
                    file,
                    OptionalLong.empty(),
                    transfers -> transfers.put(around.in(), remote.uri()));
        var path = around.folder().resolve(file);
        return new Job(remote, Direction.PUT, file, size(path), transfers -> send(transfers, path, remote));
    }

    private static TransferReport send(Transfers transfers, Path path, RemoteFile remote)
            throws TransferFailure, InterruptedException {
        if (Files.isDirectory(path))
            throw TransferFailure.local(Text.clean(path) + " is a folder", "name the files in it");
        if (!Files.exists(path) || Files.isRegularFile(path)) return transfers.put(path, remote.uri());
        // A device or a pipe has no size: it is read to its end.
        try (var in = Files.newInputStream(path)) {
            return transfers.put(in, remote.uri());
        } catch (IOException e) {
            var failure = TransferFailure.local(
                    Text.clean(path) + " cannot be read: " + Text.clean(String.valueOf(e.getMessage())), "");
            failure.initCause(e);
            throw failure;
        }
    }

    /// For the progress bar only: who cannot have it finds out why soon enough.
    private static OptionalLong size(Path path) {
        try {
            return Files.isRegularFile(path) ? OptionalLong.of(Files.size(path)) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
