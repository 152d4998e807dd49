package dev.trivet.content;

import dev.trivet.content.Lookup.Depth;
import dev.trivet.content.Lookup.Target;
import dev.trivet.explain.Situation;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Takes uploads into a tree, as the root and its rules allow.
///
/// A second upload of a name is accepted while the first runs: a stalled attempt must not block the retry. The
/// order of commits decides.
final class Uploads {
    private final Root root;
    private final Lookup lookup;
    private final Commit commit;
    private final Optional<Spool> spool;
    private final Lease lease;

    /// @param spool empty: uploads go into directories that take them, and nowhere else
    /// @param lease held by every upload that runs
    Uploads(Root root, Lookup lookup, Optional<Spool> spool, Lease lease) {
        this.root = root;
        this.lookup = lookup;
        this.commit = new Commit(root);
        this.spool = spool;
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
            return accepted(request, target, name, policy, limit);
        } catch (ContentException | RuntimeException e) {
            place.close();
            throw e;
        }
    }

    private Resolution accepted(
            ContentRequest request, Target target, String name, WritePolicy policy, UploadLimit limit)
            throws ContentException {
        var place = target.place();
        var steps = target.variant().steps();
        try {
            var part = Part.begin(place, name, place.entry().isPresent(), root.umask());
            return accepted(request, part, commit.by(policy), limit, lease::leave, steps);
        } catch (AccessDeniedException e) {
            if (spool.isEmpty() || !mayBeInPlace(place, policy)) throw Refusals.notStored(name, e);
            return spooled(request, target, name, limit, spool.get());
        } catch (IOException e) {
            throw Refusals.notStored(name, e);
        }
    }

    /// The file may be written (that was looked at), and what it held may be lost.
    private static boolean mayBeInPlace(Place place, WritePolicy policy) {
        return place.entry().isPresent() && (policy == WritePolicy.EXISTING || policy == WritePolicy.OVERWRITE);
    }

    private Resolution spooled(ContentRequest request, Target target, String name, UploadLimit limit, Spool into)
            throws ContentException {
        var steps = new ArrayList<>(target.variant().steps());
        steps.add(Resolution.Accepted.NOT_ATOMIC);
        try {
            var part = Part.begin(into.place(target.place()), name, true, OptionalInt.empty());
            return accepted(
                    request,
                    part,
                    new InPlace(root, into, target.place()),
                    limit,
                    () -> {
                        target.place().close();
                        lease.leave();
                    },
                    steps);
        } catch (IOException e) {
            throw Refusals.notStored(name, e);
        }
    }

    private Resolution accepted(
            ContentRequest request,
            Part part,
            Completion completion,
            UploadLimit limit,
            Runnable atEnd,
            List<String> steps) {
        lease.enter(); // held by the call already
        var sink = new FileSink(part, completion, request.mode(), limit, atEnd);
        return new Resolution.Accepted(sink, part.asked(), steps);
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
