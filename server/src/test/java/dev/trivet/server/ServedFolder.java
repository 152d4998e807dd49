package dev.trivet.server;

import dev.trivet.content.DirectoryProvider;
import dev.trivet.content.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// A real directory, served over the simulated network.
final class ServedFolder implements AutoCloseable {
    final Served served;
    private final Path folder;
    private final DirectoryProvider provider;

    private ServedFolder(Path folder, DirectoryProvider provider) {
        this.folder = folder;
        this.provider = provider;
        var network = Served.network();
        served = Served.around(network, network.workers(Duration.ZERO, Duration.ZERO), _ -> provider, _ -> {});
    }

    static ServedFolder at(Path folder, UnaryOperator<Root> how) {
        try {
            return new ServedFolder(folder, DirectoryProvider.open(how.apply(Root.at(folder))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// With folders above it where they are missing.
    ServedFolder file(String name, int octets) {
        return file(name, Served.octets(octets));
    }

    ServedFolder file(String name, byte[] octets) {
        try {
            var path = folder.resolve(name);
            Files.createDirectories(path.getParent());
            Files.write(path, octets);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What stands there.
    byte[] stored(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        provider.close();
    }
}
