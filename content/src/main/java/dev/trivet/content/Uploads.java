package dev.trivet.content;

import dev.trivet.content.Lookup.Target;

/// Takes uploads into a tree, as the root's [WritePolicy] allows.
///
/// A second upload of a name is accepted while the first runs: a stalled attempt must not block the retry. The order
/// of commits decides.
final class Uploads {
    private final Root root;
    private final Lookup lookup;
    private final Commit commit;

    Uploads(Root root, Lookup lookup) {
        this.root = root;
        this.lookup = lookup;
        this.commit = new Commit(root);
    }

    Resolution accept(ContentRequest request) throws ContentException {
        if (root.write() == WritePolicy.NONE)
            throw Refusals.denied("writes are off", "start with --write create, overwrite or version");
        var target = lookup.target(request.name());
        try {
            check(request, target);
            var name = target.variant().path().text();
            var part = Part.create(target.place(), name);
            var sink = new FileSink(part, commit, request.mode());
            return new Resolution.Accepted(sink, name, target.variant().steps());
        } catch (ContentException | RuntimeException e) {
            target.place().close();
            throw e;
        }
    }

    private void check(ContentRequest request, Target target) throws ContentException {
        var place = target.place();
        var name = target.variant().path().text();
        if (place.entry().isPresent()) checkReplaced(target, place.entry().get());
        if (PartName.is(place.name())) throw Refusals.denied(Refusals.quoted(name) + " is an unfinished upload", "");
        if (request.size().isPresent()) checkRoom(place, name, request.size().getAsLong());
    }

    static void checkRoom(Place place, String name, long octets) throws ContentException {
        var free = place.directory().freeOctets();
        if (octets > free.orElse(Long.MAX_VALUE))
            throw Refusals.diskFull(
                    Refusals.quoted(name) + " announces " + octets + " octets, and " + free.getAsLong() + " are free");
    }

    private void checkReplaced(Target target, FileState entry) throws ContentException {
        var place = target.place();
        var path = target.variant().path();
        var name = path.text();
        if (!entry.isRegular()) throw Refusals.notStored(name, new NotRegularException(name));
        if (path.directory()) throw Refusals.denied(Refusals.quoted(name) + " is a file, not a directory", "");
        if (root.write() == WritePolicy.CREATE) throw Refusals.exists(name);
        if (!place.directory().writable(place.name()))
            throw Refusals.denied(
                    Refusals.quoted(name) + " may not be written", "let the user of the server write to it");
        if (root.write() == WritePolicy.VERSION && !VersionName.fits(place.name()))
            throw Refusals.denied(Refusals.quoted(name) + " is too long for the names of its versions", "");
    }
}
