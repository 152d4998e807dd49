package dev.trivet.content;

import dev.trivet.content.Lookup.Depth;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Directories in order: the first match wins. Any thread, several at once.
///
/// A root is passed over where its prefix does not fit the name, where the file is missing, and for uploads where
/// it takes none of that name or has no directory for it. Any other refusal ends the search: who may not read in
/// one root is not sent on to the next. The name as it stands is asked of all roots before any of them tries
/// lenient steps, so that a slip in one root never hides a file in another. Where nothing comes of it, the first
/// root that was meant says why.
///
/// A file that lies beneath two roots can be asked for through either: who may not have it needs a rule in both.
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
            for (var root : roots) providers.add(open(root));
        } catch (IOException e) {
            providers.forEach(DirectoryProvider::close);
            throw e;
        }
        return new Roots(providers);
    }

    private static DirectoryProvider open(Root root) throws IOException {
        try {
            return DirectoryProvider.open(root);
        } catch (IOException e) {
            throw new IOException("cannot serve " + root.path() + ": " + reason(root, e), e);
        }
    }

    private static String reason(Root root, IOException e) {
        var place = e instanceof FileSystemException at && at.getFile() != null ? at.getFile() : "";
        var where = place.isEmpty() || place.equals(root.path().toString()) ? "" : place + ": ";
        return where
                + switch (e) {
                    case NoSuchFileException _ -> "no such directory";
                    case NotDirectoryException _ -> "not a directory";
                    case AccessDeniedException _ -> "not allowed";
                    default -> String.valueOf(e.getMessage());
                };
    }

    /// The directories.
    ///
    /// @return in their order
    public List<DirectoryProvider> providers() {
        return providers;
    }

    @Override
    public Optional<Resolution> read(ContentRequest request) {
        if (providers.size() == 1) return providers.getFirst().read(request);
        return first(each -> each.read(request, Depth.EXACT))
                .or(() -> first(each -> each.read(request, Depth.LENIENT)))
                .or(() -> first(each -> each.readIfMeant(request)))
                .or(() -> first(each -> each.notMeant(request)));
    }

    @Override
    public Optional<Resolution> write(ContentRequest request) {
        if (providers.size() == 1) return providers.getFirst().write(request);
        return first(each -> each.write(request, Depth.EXACT))
                .or(() -> first(each -> each.write(request, Depth.LENIENT)))
                .or(() -> first(each -> each.root().writable() ? each.writeIfMeant(request) : Optional.empty()))
                .or(() -> first(each -> each.writeIfMeant(request)))
                .or(() -> first(each -> each.notMeant(request)));
    }

    private Optional<Resolution> first(Function<DirectoryProvider, Optional<Resolution>> ask) {
        return providers.stream().map(ask).flatMap(Optional::stream).findFirst();
    }

    /// Closes all of them, as [DirectoryProvider#close] does.
    @Override
    public void close() {
        providers.forEach(DirectoryProvider::close);
    }
}
