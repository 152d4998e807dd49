package dev.trivet.content;

import dev.trivet.content.Lookup.Depth;
import dev.trivet.content.Lookup.Hit;
import dev.trivet.explain.Situation;
import dev.trivet.wire.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Serves one directory. Any thread, several at once; each call may wait for the disk.
///
/// Answers every request whose name its root's prefix fits: content, or why not. Whatever stands behind it in a
/// [Chain] is asked for other names only; [Roots] go on with names that are missing.
public final class DirectoryProvider implements Provider, AutoCloseable {
    private final Root root;
    private final Tree tree;
    private final Lookup lookup;
    private final Versions versions;
    private final Uploads uploads;
    private final Optional<Spool> spool;

    /// Held by its owner, by every call, and by every upload: the directory is closed after the last of them.
    private final Lease lease;

    private volatile boolean closing;

    private DirectoryProvider(Root root, Tree tree, Optional<Spool> spool) {
        this.root = root;
        this.tree = tree;
        this.spool = spool;
        this.lease = new Lease(this::closeDirectories);
        this.lookup = new Lookup(tree, root);
        this.versions = new Versions(root.clock());
        this.uploads = new Uploads(root, lookup, spool, lease);
    }

    /// Opens the directory, and those its links may lead into, for as long as the provider lives.
    ///
    /// @param root what is served, and how
    /// @return open until [#close]
    /// @throws IOException naming the directory that is missing, not allowed, or none
    public static DirectoryProvider open(Root root) throws IOException {
        return open(root, Tree.Kind.best(root.path()));
    }

    static DirectoryProvider open(Root root, Tree.Kind kind) throws IOException {
        checkPermissionsKnown(root);
        checkStyle(root);
        var tree = Tree.open(root, kind);
        try {
            return new DirectoryProvider(root, tree, spool(root, kind));
        } catch (IOException e) {
            tree.close();
            throw e;
        }
    }

    private static Optional<Spool> spool(Root root, Tree.Kind kind) throws IOException {
        return root.spool().isEmpty()
                ? Optional.empty()
                : Optional.of(Spool.open(root.spool().get(), kind));
    }

    private void closeDirectories() {
        tree.close();
        spool.ifPresent(Spool::close);
    }

    private static void checkPermissionsKnown(Root root) throws IOException {
        if (!root.worldAccess() && root.umask().isEmpty()) return;
        if (Files.getFileAttributeView(root.path(), PosixFileAttributeView.class) == null)
            throw new IOException((root.worldAccess() ? "world-access" : "umask")
                    + " needs POSIX permissions, and its file system has none: leave it out");
    }

    private static void checkStyle(Root root) throws IOException {
        if (root.pathStyle() == PathStyle.CHROOT && !root.followLinksTo().isEmpty())
            throw new IOException("with path-style chroot nothing outside can be reached: leave follow-links-to out, or"
                    + " set path-style strict");
        if (root.pathStyle() != PathStyle.ABSOLUTE) return;
        if (!root.prefix().isEmpty())
            throw new IOException("with path-style absolute its directory is the prefix: leave prefix out");
        if (Tree.WINDOWS) throw new IOException("path-style absolute needs paths that begin with /: set another one");
    }

    /// The true path of the directory, for messages to the operator.
    ///
    /// @return absolute, without links
    public Path path() {
        return Path.of(tree.root().directory().path());
    }

    /// How it is served.
    ///
    /// @return as it was given
    public Root root() {
        return root;
    }

    /// The lenient steps that are on, for the line at the start.
    ///
    /// @return in words
    public List<String> lenientSteps() {
        var steps = new ArrayList<>(List.of(Variants.DOUBLED_STEP));
        if (root.lenientNames()) steps.addAll(List.of(Variants.BACKSLASH_STEP, Variants.PREFIX_STEP, Variants.FF_STEP));
        if (root.ignoreCase()) steps.add(Variants.CASE_STEP);
        return List.copyOf(steps);
    }

    @Override
    public Optional<Resolution> read(ContentRequest request) {
        return readIfMeant(request).or(() -> notMeant(request));
    }

    /// Whoever wants absolute names says what is wrong with another one.
    Optional<Resolution> notMeant(ContentRequest request) {
        if (root.pathStyle() != PathStyle.ABSOLUTE) return Optional.empty();
        return refused(lookup.notMeant(request.name()));
    }

    Optional<Resolution> readIfMeant(ContentRequest request) {
        return answered(() -> {
            if (!lookup.isMeant(request.name(), Depth.LENIENT)) return Optional.empty();
            var found = find(request, Depth.LENIENT);
            if (found.isPresent()) return found;
            throw lookup.missing(request.name());
        });
    }

    /// Content, or a refusal that ends the search; empty where it is not meant or the name is missing.
    Optional<Resolution> read(ContentRequest request, Depth depth) {
        return answered(() -> lookup.isMeant(request.name(), depth) ? find(request, depth) : Optional.empty());
    }

    private Optional<Resolution> find(ContentRequest request, Depth depth) throws ContentException {
        var permissions = new Permissions(root, request.peer());
        permissions.checkReader();
        var hit = lookup.file(request.name(), depth, permissions::mayRead);
        return hit.isEmpty() ? Optional.empty() : Optional.of(found(request, hit.get()));
    }

    private Resolution found(ContentRequest request, Hit hit) throws ContentException {
        var name = root.shown(hit.variant().path());
        try {
            check(hit.file(), name);
            var version = versions.share(hit.file());
            return new Resolution.Found(
                    source(request, name, version), name, hit.variant().steps());
        } catch (IOException e) {
            throw Refusals.unreadable(name, e);
        }
    }

    private void check(OpenFile file, String name) throws IOException, ContentException {
        boolean served = false;
        try {
            if (root.worldAccess()) checkForAll(file.state(), name);
            if (spool.isPresent() && isBeingWritten(file))
                throw Refusals.of(Situation.BEING_WRITTEN, Refusals.quoted(name));
            served = true;
        } finally {
            if (!served) file.close();
        }
    }

    /// Where the file system has no locks nobody can hold one.
    private static boolean isBeingWritten(OpenFile file) {
        try {
            return file.isBeingWritten();
        } catch (IOException _) {
            return false;
        }
    }

    private static void checkForAll(FileState state, String name) throws ContentException {
        if (!state.isForAllToRead())
            throw Refusals.of(Situation.NOT_WORLD_READABLE, Refusals.quoted(name), state.mode());
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
        return writeIfMeant(request).or(() -> notMeant(request));
    }

    Optional<Resolution> writeIfMeant(ContentRequest request) {
        return answered(() -> {
            if (!lookup.isMeant(request.name(), Depth.LENIENT)) return Optional.empty();
            var accepted = root.writable() ? uploads.accept(request, Depth.LENIENT) : Optional.<Resolution>empty();
            if (accepted.isPresent()) return accepted;
            throw uploads.refusal(request);
        });
    }

    /// A place, or a refusal that ends the search; empty where it is not meant, takes no uploads of that name, or
    /// has no directory for it.
    Optional<Resolution> write(ContentRequest request, Depth depth) {
        if (!root.writable()) return Optional.empty();
        return answered(
                () -> lookup.isMeant(request.name(), depth) ? uploads.accept(request, depth) : Optional.empty());
    }

    private interface Answer {
        Optional<Resolution> get() throws ContentException;
    }

    private Optional<Resolution> answered(Answer answer) {
        if (closing || !lease.enter()) return refused(Refusals.of(Situation.NOT_SERVED_ANY_MORE));
        try {
            return answer.get();
        } catch (ContentException e) {
            return refused(e);
        } finally {
            lease.leave();
        }
    }

    private static Optional<Resolution> refused(ContentException why) {
        return Optional.of(new Resolution.Refused(why.refusal()));
    }

    /// Removes unfinished uploads that a server left behind when it died; those of running servers stay, and
    /// everything else. For the background, once at the start, where uploads are allowed. Looks at every name
    /// beneath the root, the directories its links may lead into, and the spool; follows no link. Ends early
    /// where
    /// the
    /// provider is closed meanwhile.
    ///
    /// @return how many were removed
    public int cleanLeftovers() {
        if (!lease.enter()) return 0;
        try {
            int spooled = spool.map(each -> each.cleanLeftovers(() -> !closing)).orElse(0);
            return tree.bases().stream()
                            .mapToInt(base -> Leftovers.remove(base.directory(), () -> !closing))
                            .sum()
                    + spooled;
        } finally {
            lease.leave();
        }
    }

    /// For tests: versions of files that are open.
    int openVersions() {
        return versions.count();
    }

    /// Takes no more requests. The directory itself is closed when the last call has returned and the last upload
    /// is over; waits for neither. May be called again. What is being read goes on.
    @Override
    public void close() {
        synchronized (this) {
            if (closing) return;
            closing = true;
        }
        versions.close();
        lease.leave();
    }
}
