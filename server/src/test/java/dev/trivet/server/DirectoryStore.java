package dev.trivet.server;

import dev.trivet.content.DirectoryProvider;
import dev.trivet.content.Durability;
import dev.trivet.content.Provider;
import dev.trivet.content.Root;
import dev.trivet.content.WritePolicy;
import dev.trivet.sim.SimulatedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The real content of a real directory, for one world.
final class DirectoryStore implements Store {
    private final Path directory;
    private final DirectoryProvider provider;

    static DirectoryStore open(WritePolicy policy, InstantSource clock) {
        try {
            return new DirectoryStore(policy, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DirectoryStore(WritePolicy policy, InstantSource clock) throws IOException {
        directory = Files.createTempDirectory("trivet-world");
        provider = DirectoryProvider.open(
                Root.at(directory).write(policy).durability(Durability.RENAME).clock(clock));
    }

    void put(String name, SimulatedFile file) {
        try {
            Files.write(path(name), file.octets());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where that name stands, or would.
    Path path(String name) {
        return directory.resolve(name);
    }

    @Override
    public Provider provider() {
        return provider;
    }

    @Override
    public Optional<SimulatedFile> file(String name) {
        return files().stream()
                .filter(p -> p.endsWith(name))
                .map(DirectoryStore::read)
                .findAny();
    }

    /// `NAME.YYYYMMDDTHHMMSSZ`, perhaps with a number.
    @Override
    public List<SimulatedFile> formers(String name) {
        return files().stream()
                .filter(p -> p.getFileName().toString().startsWith(name + "."))
                .map(DirectoryStore::read)
                .toList();
    }

    private static SimulatedFile read(Path file) {
        try {
            return SimulatedFile.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String left() {
        var parts = files().stream()
                .filter(p -> p.getFileName().toString().startsWith("."))
                .toList();
        return parts.isEmpty() ? "" : "part files: " + parts;
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.list(directory)) {
            return all.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        provider.close();
        try {
            for (var file : files()) Files.delete(file);
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
