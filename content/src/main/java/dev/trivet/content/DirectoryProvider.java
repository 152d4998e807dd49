package dev.trivet.content;

import dev.trivet.content.Lookup.Hit;
import dev.trivet.wire.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Serves one directory. Any thread, several at once; each call may wait for the disk.
///
/// Answers every request: content, or why not. Whatever stands behind it in a [Chain] is never asked.
public final class DirectoryProvider implements Provider, AutoCloseable {
    private final Root root;
    private final Tree tree;
    private final Lookup lookup;
    private final Versions versions;
    private final Uploads uploads;

    private DirectoryProvider(Root root, Tree tree) {
        this.root = root;
        this.tree = tree;
        this.lookup = new Lookup(tree, root.ignoreCase(), root.clock());
        this.versions = new Versions(root.clock());
        this.uploads = new Uploads(root, lookup);
    }

    /// Opens the directory, and those its links may lead into, for as long as the provider lives.
    ///
    /// @throws IOException where one is missing, not allowed, or no directory
    public static DirectoryProvider open(Root root) throws IOException {
        return open(root, Tree.Kind.best(root.path()));
    }

    static DirectoryProvider open(Root root, Tree.Kind kind) throws IOException {
        return new DirectoryProvider(root, Tree.open(root.path(), root.followLinksTo(), kind));
    }

    /// The true path of the directory, for messages to the operator.
    public Path path() {
        return Path.of(tree.root().directory().path());
    }

    /// How it is served.
    ///
    /// @return as it was given
    public Root root() {
        return root;
    }

    /// The lenient steps that are on, in words, for the line at the start.
    public List<String> lenientSteps() {
        var steps = new ArrayList<>(
                List.of(Variants.BACKSLASH_STEP, Variants.DOUBLED_STEP, Variants.PREFIX_STEP, Variants.FF_STEP));
        if (root.ignoreCase()) steps.add(Variants.CASE_STEP);
        return List.copyOf(steps);
    }

    @Override
    public Optional<Resolution> read(ContentRequest request) {
        try {
            return Optional.of(found(request, lookup.file(request.name())));
        } catch (ContentException e) {
            return Optional.of(new Resolution.Refused(e.refusal()));
        }
    }

    private Resolution found(ContentRequest request, Hit hit) throws ContentException {
        var name = hit.variant().path().text();
        try {
            var version = versions.share(hit.file());
            return new Resolution.Found(
                    source(request, name, version), name, hit.variant().steps());
        } catch (IOException e) {
            throw Refusals.unreadable(name, e);
        }
    }

    private Source source(ContentRequest request, String name, FileVersion version) throws IOException {
        Runnable release = () -> versions.release(version);
        if (request.mode() == Mode.OCTET) return new FileSource(version, name, release);
        try {
            var length = request.size().isPresent() ? versions.netasciiLength(version) : OptionalLong.empty();
            return new NetasciiSource(version, name, length, release);
        } catch (IOException e) {
            release.run();
            throw e;
        }
    }

    @Override
    public Optional<Resolution> write(ContentRequest request) {
        try {
            return Optional.of(uploads.accept(request));
        } catch (ContentException e) {
            return Optional.of(new Resolution.Refused(e.refusal()));
        }
    }

    /// Removes unfinished uploads that a server left behind when it died; those of running servers stay, and
    /// everything else. For the background, once at the start, where uploads are allowed. Looks at every name
    /// beneath the root and the directories its links may lead into; follows no link.
    ///
    /// @return how many were removed
    public int cleanLeftovers() {
        return tree.bases().stream()
                .mapToInt(base -> Leftovers.remove(base.directory()))
                .sum();
    }

    /// For tests: versions of files that are open.
    int openVersions() {
        return versions.count();
    }

    @Override
    public void close() {
        tree.close();
    }
}
