package dev.trivet.content;

import dev.trivet.content.Variants.Variant;
import dev.trivet.explain.Situation;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a name of a request means in a tree: as it stands, else by the lenient steps, else in other case.
final class Lookup {
    /// How far to go for a name.
    enum Depth {
        /// As it stands.
        EXACT,
        /// The lenient steps, too.
        LENIENT
    }

    /// Says of each meaning of a name whether it may be looked for.
    interface Guard {
        /// @return false where it is passed over as if it were missing
        /// @throws ContentException where it ends the search: nobody learns whether something is there
        boolean admits(PathName path) throws ContentException;
    }

    private final Tree tree;
    private final Variants variants;
    private final boolean ignoreCase;
    private final Hints hints;

    Lookup(Tree tree, Root root) {
        this.tree = tree;
        this.variants = new Variants(tree.root(), root, Tree.WINDOWS);
        this.ignoreCase = root.ignoreCase();
        this.hints = new Hints(tree, ignoreCase, root.clock());
    }

    /// @param file open
    record Hit(Variant variant, OpenFile file) {}

    /// @param place to be closed
    record Target(Variant variant, Place place) {}

    /// Whether the root's prefix fits the name in some reading.
    ///
    /// @throws ContentException for a name that is never served
    boolean isMeant(String name, Depth depth) throws ContentException {
        return !readings(name, depth).isEmpty();
    }

    /// The file to be read.
    Optional<Hit> file(String name, Depth depth, Guard guard) throws ContentException {
        var exact = variants.exact(name);
        if (exact.isPresent()) {
            var hit = fileIfAny(exact.get(), guard);
            if (hit.isPresent() || depth == Depth.EXACT) return hit;
        }
        if (depth == Depth.EXACT) return Optional.empty();
        var others = variants.others(name);
        for (var each : others) {
            var hit = fileIfAny(each, guard);
            if (hit.isPresent()) return hit;
        }
        var inOtherCase = inOtherCase(name, with(exact, others));
        return inOtherCase.isPresent() ? fileIfAny(inOtherCase.get(), guard) : Optional.empty();
    }

    /// Why the root is not meant, where it wants absolute names.
    ContentException notMeant(String name) {
        return variants.notMeant(name);
    }

    /// Why there is none.
    ContentException missing(String name) throws ContentException {
        return hints.missing(name, readings(name, Depth.LENIENT));
    }

    /// What it may mean: as it stands, and by the lenient steps.
    List<Variant> readings(String name, Depth depth) throws ContentException {
        var exact = variants.exact(name);
        return with(exact, depth == Depth.EXACT ? List.of() : variants.others(name));
    }

    private Optional<Hit> fileIfAny(Variant variant, Guard guard) throws ContentException {
        if (variant.path().isPart() || !guard.admits(variant.path())) return Optional.empty();
        try {
            return Optional.of(new Hit(variant, tree.read(variant.path())));
        } catch (NoSuchFileException | NotDirectoryException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw refusal(variant.path().parts(), e);
        }
    }

    private ContentException refusal(List<String> parts, IOException why) {
        var name = String.join("/", parts);
        if (!(why instanceof AccessDeniedException denied)) return Refusals.notRead(name, why);
        var reason = String.valueOf(denied.getReason());
        try {
            var file = Path.of(tree.root().directory().path(), parts.toArray(String[]::new));
            return Rights.OF_THIS_PROCESS.notReadable(name, file, reason);
        } catch (InvalidPathException _) { // octets that are no text here: paths cannot hold them
            return Refusals.of(Situation.NOT_READABLE_BY_POLICY, Refusals.quoted(name), reason);
        }
    }

    /// Where an upload goes: what exists by one of the names, else a new name without a slip in a directory that
    /// exists.
    Optional<Target> target(String name, Depth depth, Guard guard) throws ContentException {
        var all = readings(name, depth);
        for (var each : all) {
            var target = placeIfAny(each, guard).filter(Lookup::isThere);
            if (target.isPresent()) return target;
        }
        if (depth == Depth.LENIENT) {
            var inOtherCase = inOtherCase(name, all);
            if (inOtherCase.isPresent()) {
                var target = placeIfAny(inOtherCase.get(), guard);
                if (target.isPresent()) return target;
            }
        }
        for (var each : all) {
            var target = newPlace(name, each, guard, depth);
            if (target.isPresent()) return target;
        }
        return Optional.empty();
    }

    /// Why there is none.
    static ContentException noPlace(String name) {
        return Refusals.of(Situation.NO_DIRECTORY, Refusals.quoted(name));
    }

    private static boolean isThere(Target target) {
        if (target.place().entry().isPresent()) return true;
        target.place().close();
        return false;
    }

    private Optional<Target> newPlace(String name, Variant variant, Guard guard, Depth depth) throws ContentException {
        var path = variant.path();
        if (!variants.isClean(path) || path.directory()) return Optional.empty();
        var place = placeIfAny(variant, guard);
        if (place.isPresent() || !ignoreCase || depth == Depth.EXACT) return place;
        var directory = path.parts().subList(0, path.parts().size() - 1);
        var found = search(directory);
        if (found.isEmpty()) return Optional.empty();
        var parts = new ArrayList<>(only(name, found));
        parts.add(path.last());
        return placeIfAny(variant.inOtherCase(parts), guard);
    }

    private Optional<Target> placeIfAny(Variant variant, Guard guard) throws ContentException {
        if (variant.path().isPart())
            throw Refusals.of(
                    Situation.NAME_UNFINISHED, Refusals.quoted(variant.path().text()));
        if (!guard.admits(variant.path())) return Optional.empty();
        try {
            return Optional.of(new Target(variant, tree.place(variant.path())));
        } catch (NoSuchFileException | NotDirectoryException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw refusal(variant.path().parts(), e);
        }
    }

    private static List<Variant> with(Optional<Variant> exact, List<Variant> others) {
        var all = new ArrayList<Variant>();
        exact.ifPresent(all::add);
        all.addAll(others);
        return all;
    }

    private Optional<Variant> inOtherCase(String name, List<Variant> all) throws ContentException {
        if (!ignoreCase) return Optional.empty();
        for (var each : all) {
            var found = search(each.path().parts());
            if (!found.isEmpty()) return Optional.of(each.inOtherCase(only(name, found)));
        }
        return Optional.empty();
    }

    private List<List<String>> search(List<String> parts) throws ContentException {
        try {
            return new OtherNames(tree, OtherNames.CASE_ENTRIES).ignoringCase(parts);
        } catch (IOException e) {
            throw refusal(parts, e);
        }
    }

    private static List<String> only(String name, List<List<String>> found) throws ContentException {
        if (found.size() == 1) return found.getFirst();
        var spellings = found.stream().map(Refusals::quoted).collect(Collectors.joining(", "));
        throw Refusals.of(Situation.NAME_AMBIGUOUS, Refusals.quoted(name), spellings);
    }
}
