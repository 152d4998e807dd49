package dev.trivet.content;

import dev.trivet.content.Lookup.Depth;
import dev.trivet.content.Lookup.Target;
import dev.trivet.explain.Situation;
import java.util.Optional;

/// Takes uploads into a tree, as the root and its rules allow.
///
/// A second upload of a name is accepted while the first runs: a stalled attempt must not block the retry. The
/// order of commits decides.
final class Uploads {
    private final Root root;
    private final Lookup lookup;
    private final Commit commit;
    private final Lease lease;

    /// @param lease held by every upload that runs
    Uploads(Root root, Lookup lookup, Lease lease) {
        this.root = root;
        this.lookup = lookup;
        this.commit = new Commit(root);
        this.lease = lease;
    }

    /// Empty where no directory is there for it, or no upload of that name is wanted.
    Optional<Resolution> accept(ContentRequest request, Depth depth) throws ContentException {
        var permissions = new Permissions(root, request.peer());
        permissions.checkWriter();
        var target = lookup.target(request.name(), depth, permissions::mayWrite);
        if (target.isEmpty()) return Optional.empty();
        if (isUnwantedName(target.get(), permissions)) {
            target.get().place().close();
            return Optional.empty();
        }
        return Optional.of(accept(request, permissions, target.get()));
    }

    private static boolean isUnwantedName(Target target, Permissions permissions) {
        return target.place().entry().isEmpty()
                && permissions.policy(target.variant().path()) == WritePolicy.EXISTING;
    }

    /// Why nothing came of [#accept].
    ContentException refusal(ContentRequest request) throws ContentException {
        var permissions = new Permissions(root, request.peer());
        var readings = lookup.readings(request.name(), Depth.LENIENT);
        for (var each : readings)
            if (permissions.policy(each.path()) == WritePolicy.EXISTING)
                return Refusals.of(Situation.ONLY_EXISTING, Refusals.quoted(request.name()));
        if (root.write() != WritePolicy.NONE) return Lookup.noPlace(request.name());
        if (!root.writable()) return Refusals.of(Situation.WRITES_OFF);
        for (var each : readings)
            if (permissions.policy(each.path()) != WritePolicy.NONE) return Lookup.noPlace(request.name());
        return permissions.closest(readings.getFirst().path());
    }

    private Resolution accept(ContentRequest request, Permissions permissions, Target target) throws ContentException {
        var place = target.place();
        var path = target.variant().path();
        var policy = permissions.policy(path);
        var limit = permissions.limit(path);
        var name = root.shown(path);
        try {
            if (place.entry().isPresent()) checkReplaced(target, place.entry().get(), policy, root.worldAccess());
            if (PartName.is(place.name())) throw Refusals.of(Situation.NAME_UNFINISHED, Refusals.quoted(name));
            if (request.size().isPresent()) {
                limit.check(name, request.size().getAsLong());
                checkRoom(place, name, request.size().getAsLong());
            }
            var part = Part.create(place, name, root.umask());
            lease.enter(); // held by the call already
            var sink = new FileSink(part, commit.by(policy), request.mode(), limit, lease::leave);
            return new Resolution.Accepted(sink, name, target.variant().steps());
        } catch (ContentException | RuntimeException e) {
            place.close();
            throw e;
        }
    }

    static void checkRoom(Place place, String name, long octets) throws ContentException {
        var free = place.directory().freeOctets();
        if (octets > free.orElse(Long.MAX_VALUE))
            throw Refusals.of(Situation.DISK_TOO_SMALL, Refusals.quoted(name), octets, free.getAsLong());
    }

    private static void checkReplaced(Target target, FileState entry, WritePolicy policy, boolean worldAccess)
            throws ContentException {
        var place = target.place();
        var path = target.variant().path();
        var name = path.text();
        if (!entry.isRegular()) throw Refusals.notStored(name, new NotRegularException(name));
        if (path.directory()) throw Refusals.of(Situation.NAME_IS_DIRECTORY, Refusals.quoted(name));
        if (policy == WritePolicy.CREATE) throw Refusals.of(Situation.FILE_EXISTS, Refusals.quoted(name));
        if (worldAccess && !entry.isForAllToWrite())
            throw Refusals.of(Situation.NOT_WORLD_WRITABLE, Refusals.quoted(name), entry.mode());
        if (!place.directory().writable(place.name())) throw Refusals.of(Situation.NOT_WRITABLE, Refusals.quoted(name));
        if (policy == WritePolicy.VERSION && !VersionName.fits(place.name()))
            throw Refusals.of(Situation.NAME_TOO_LONG_FOR_VERSIONS, Refusals.quoted(name));
    }
}
