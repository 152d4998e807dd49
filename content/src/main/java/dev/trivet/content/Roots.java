package dev.trivet.content;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Directories in order, of which the first that fits a request answers it. Any thread, several at once.
public final class Roots implements Provider, AutoCloseable {
    private final List<DirectoryProvider> providers;

    private Roots(List<DirectoryProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /// Opens all of them, or none.
    ///
    /// @param roots in the order in which they are asked
    /// @return open until [#close]
    /// @throws IOException naming the directory that is missing, not allowed, or none
    public static Roots open(List<Root> roots) throws IOException {
        var providers = new ArrayList<DirectoryProvider>();
        try {
            for (var root : roots) providers.add(DirectoryProvider.open(root));
        } catch (IOException e) {
            providers.forEach(DirectoryProvider::close);
            throw e;
        }
        return new Roots(providers);
    }

    /// The directories.
    ///
    /// @return in their order
    public List<DirectoryProvider> providers() {
        return providers;
    }

    @Override
    public Optional<Resolution> read(ContentRequest request) {
        return providers.stream()
                .map(each -> each.read(request))
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public Optional<Resolution> write(ContentRequest request) {
        return providers.stream()
                .map(each -> each.write(request))
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public void close() {
        providers.forEach(DirectoryProvider::close);
    }
}
