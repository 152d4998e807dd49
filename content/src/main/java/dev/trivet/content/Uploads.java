package dev.trivet.content;

import dev.trivet.content.Lookup.Depth;
import dev.trivet.content.Lookup.Target;
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
        for (var each : lookup.readings(request.name(), Depth.LENIENT))
            if (permissions.policy(each.path()) == WritePolicy.EXISTING) return Refusals.onlyExisting(request.name());
        if (root.write() != WritePolicy.NONE) return Lookup.noPlace(request.name());
        if (!root.writable())
            return Refusals.denied("writes are off", "start with --write create, existing, overwrite or version");
        return Refusals.denied(
                "no rule of the root " + root.path() + " lets " + Refusals.quoted(request.name()) + " be uploaded",
                "add a rule with write = existing, create, overwrite or version, or make its directory");
    }

    private Resolution accept(ContentRequest request, Permissions permissions, Target target) throws ContentException {
        var place = target.place();
        var path = target.variant().path();
        var policy = permissions.policy(path);
        var limit = permissions.limit(path);
        var name = root.shown(path);
        try {
            if (place.entry().isPresent()) checkReplaced(target, place.entry().get(), policy, root.worldAccess());
            if (PartName.is(place.name()))
                throw Refusals.denied(Refusals.quoted(name) + " is an unfinished upload", "");
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
            throw Refusals.diskFull(
                    Refusals.quoted(name) + " announces " + octets + " octets, and " + free.getAsLong() + " are free");
    }

    private static void checkReplaced(Target target, FileState entry, WritePolicy policy, boolean worldAccess)
            throws ContentException {
        var place = target.place();
        var path = target.variant().path();
        var name = path.text();
        if (!entry.isRegular()) throw Refusals.notStored(name, new NotRegularException(name));
        if (path.directory()) throw Refusals.denied(Refusals.quoted(name) + " is a file, not a directory", "");
        if (policy == WritePolicy.CREATE) throw Refusals.exists(name);
        if (worldAccess && !entry.isForAllToWrite()) throw Refusals.notForAllToWrite(name, entry);
        if (!place.directory().writable(place.name()))
            throw Refusals.denied(
                    Refusals.quoted(name) + " may not be written", "let the user of the server write to it");
        if (policy == WritePolicy.VERSION && !VersionName.fits(place.name()))
            throw Refusals.denied(Refusals.quoted(name) + " is too long for the names of its versions", "");
    }
}
