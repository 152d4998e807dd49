package dev.trivet.content;

import dev.trivet.content.Variants.Variant;
import dev.trivet.explain.Situation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Files in memory: names to octets, read by clients and, where allowed, written. A link of the chain that answers
/// for the names it has, and takes every upload if it takes any. Any thread.
///
/// Names are plain components with slashes between, without one in front: `a/b`. There are no directories to be
/// made.
public final class MemoryFiles implements Provider {
    /// The largest upload taken, in octets: 16 MiB, as [UploadReceiver#DEFAULT_MAX_OCTETS].
    public static final long MAX_UPLOAD_OCTETS = UploadReceiver.DEFAULT_MAX_OCTETS;

    /// What uploads may take together while they arrive, in octets.
    private static final long ARRIVING_OCTETS = UploadReceiver.TOGETHER_OCTETS;

    /// Files that clients may make: a client that counts its names up must not take the memory of the program.
    private static final int MOST_FILES = 10_000;

    /// What uploads may have stored, in octets: as much as may arrive at once.
    private static final long STORED_OCTETS = ARRIVING_OCTETS;

    private final ConcurrentMap<String, byte[]> files = new ConcurrentHashMap<>();
    private final MemoryBudget budget = new MemoryBudget(MAX_UPLOAD_OCTETS, ARRIVING_OCTETS);
    private final Variants variants = Variants.plain();
    private final WritePolicy policy;

    private MemoryFiles(WritePolicy policy) {
        this.policy = policy;
    }

    /// No files yet, and no uploads.
    ///
    /// @return an empty store
    public static MemoryFiles readOnly() {
        return new MemoryFiles(WritePolicy.NONE);
    }

    /// No files yet.
    ///
    /// @param policy what uploads may do; not [WritePolicy#VERSION], which needs a directory
    /// @return an empty store
    /// @throws IllegalArgumentException for `VERSION`
    public static MemoryFiles writable(WritePolicy policy) {
        if (policy == WritePolicy.VERSION)
            throw new IllegalArgumentException("files in memory keep no versions: use create or overwrite");
        return new MemoryFiles(policy);
    }

    /// Puts a file there, in place of one that has the name. Transfers that run go on with what they began.
    ///
    /// @param name such as `a/b`
    /// @param octets not copied; must not change any more
    /// @return this
    /// @throws IllegalArgumentException where no client could ask for the name
    public MemoryFiles put(String name, byte[] octets) {
        files.put(plain(name), octets);
        return this;
    }

    /// The content of a file.
    ///
    /// @param name such as `a/b`
    /// @return not copied; empty where there is none
    public Optional<byte[]> get(String name) {
        return Optional.ofNullable(files.get(plain(name)));
    }

    /// Takes a file away.
    ///
    /// @param name such as `a/b`
    /// @return whether it was there
    public boolean remove(String name) {
        return files.remove(plain(name)) != null;
    }

    /// The names of all files, as they are now.
    ///
    /// @return sorted
    public SortedSet<String> names() {
        return new TreeSet<>(files.keySet());
    }

    @Override
    public Optional<Resolution> read(ContentRequest request) {
        return meant(request.name()).flatMap(variant -> found(request, variant));
    }

    private Optional<Resolution> found(ContentRequest request, Variant variant) {
        var name = variant.path().text();
        return Optional.ofNullable(files.get(name))
                .map(octets -> new Resolution.Found(
                        BytesSource.of(ByteBuffer.wrap(octets), request.mode()), name, variant.steps()));
    }

    /// The first reading of a name that is there.
    private Optional<Variant> meant(String name) {
        try {
            return readings(name).stream()
                    .filter(each -> files.containsKey(each.path().text()))
                    .findFirst();
        } catch (ContentException _) { // the next in the chain says why
            return Optional.empty();
        }
    }

    private List<Variant> readings(String name) throws ContentException {
        var all = new ArrayList<Variant>();
        variants.exact(name).ifPresent(all::add);
        all.addAll(variants.others(name));
        return all;
    }

    /// The first reading without a slip: as in a directory, no other becomes a new file.
    private Variant newFile(String name) throws ContentException {
        for (var each : readings(name)) {
            if (variants.isClean(each.path()) && !each.path().directory()) return each;
        }
        throw Refusals.of(Situation.NAME_NOT_PLAIN, Refusals.quoted(name));
    }

    @Override
    public Optional<Resolution> write(ContentRequest request) {
        if (policy == WritePolicy.NONE) return Optional.empty();
        try {
            return Optional.of(accept(request));
        } catch (ContentException e) {
            return Optional.of(new Resolution.Refused(e.refusal()));
        }
    }

    private Resolution accept(ContentRequest request) throws ContentException {
        var meant = meant(request.name());
        if (policy == WritePolicy.EXISTING && meant.isEmpty())
            throw Refusals.of(Situation.ONLY_EXISTING, Refusals.quoted(request.name()));
        var variant = meant.isPresent() ? meant.get() : newFile(request.name());
        var name = variant.path().text();
        if (policy == WritePolicy.CREATE && meant.isPresent())
            throw Refusals.of(Situation.FILE_EXISTS, Refusals.quoted(name));
        var share = budget.begin(name, request.size());
        var sink = new BytesSink(name, request.mode(), share, octets -> store(name, octets));
        return new Resolution.Accepted(sink, name, variant.steps());
    }

    private synchronized void store(String name, byte[] octets) throws ContentException {
        var former = files.get(name);
        if (policy == WritePolicy.CREATE && former != null)
            throw Refusals.of(Situation.FILE_EXISTS, Refusals.quoted(name));
        if (policy == WritePolicy.EXISTING && former == null)
            throw Refusals.of(Situation.ONLY_EXISTING, Refusals.quoted(name));
        if (former == null && files.size() >= MOST_FILES)
            throw Refusals.tooLarge(name, "the number of files that memory holds", MOST_FILES);
        long others =
                files.values().stream().mapToLong(each -> each.length).sum() - (former == null ? 0 : former.length);
        if (others + octets.length > STORED_OCTETS)
            throw Refusals.tooLarge(name, "the memory for files", STORED_OCTETS);
        files.put(name, octets);
    }

    private static String plain(String name) {
        try {
            return PathName.parse(name, false).text();
        } catch (ContentException e) {
            throw new IllegalArgumentException(
                    "no client can ask for that: " + e.refusal().cause(), e);
        }
    }
}
