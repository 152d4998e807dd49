package dev.trivet.content;

import dev.trivet.content.Variants.Variant;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a name of a request means in a tree: as it stands, else by the lenient steps, else in other case.
final class Lookup {
    private final Tree tree;
    private final Variants variants;
    private final boolean ignoreCase;
    private final Hints hints;

    Lookup(Tree tree, boolean ignoreCase, InstantSource clock) {
        this.tree = tree;
        this.variants = new Variants(tree.root().real(), Tree.WINDOWS);
        this.ignoreCase = ignoreCase;
        this.hints = new Hints(tree, ignoreCase, clock);
    }

    /// @param file open
    record Hit(Variant variant, OpenFile file) {}

    /// @param place to be closed
    record Target(Variant variant, Place place) {}

    /// The file to be read.
    Hit file(String name) throws ContentException {
        var exact = variants.exact(name);
        var hit = fileIfAny(exact);
        if (hit.isPresent()) return hit.get();
        var others = variants.others(name);
        for (var each : others) {
            hit = fileIfAny(each);
            if (hit.isPresent()) return hit.get();
        }
        var all = with(exact, others);
        var inOtherCase = inOtherCase(name, all);
        if (inOtherCase.isPresent()) hit = fileIfAny(inOtherCase.get());
        if (hit.isPresent()) return hit.get();
        throw hints.missing(name, all);
    }

    private Optional<Hit> fileIfAny(Variant variant) throws ContentException {
        if (variant.path().isPart()) return Optional.empty();
        try {
            return Optional.of(new Hit(variant, tree.read(variant.path())));
        } catch (NoSuchFileException | NotDirectoryException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw Refusals.of(variant.path().text(), e);
        }
    }

    /// Where an upload goes: what exists by one of the names, else a new name without a slip in a directory that
    /// exists.
    Target target(String name) throws ContentException {
        var all = with(variants.exact(name), variants.others(name));
        for (var each : all) {
            var target = placeIfAny(each).filter(Lookup::isThere);
            if (target.isPresent()) return target.get();
        }
        var inOtherCase = inOtherCase(name, all);
        if (inOtherCase.isPresent()) {
            var target = placeIfAny(inOtherCase.get());
            if (target.isPresent()) return target.get();
        }
        for (var each : all) {
            var target = newPlace(name, each);
            if (target.isPresent()) return target.get();
        }
        throw Refusals.denied(
                "the directory of " + Refusals.quoted(name) + " is missing", "make it: uploads make no directories");
    }

    private static boolean isThere(Target target) {
        if (target.place().entry().isPresent()) return true;
        target.place().close();
        return false;
    }

    private Optional<Target> newPlace(String name, Variant variant) throws ContentException {
        var path = variant.path();
        if (!Variants.isClean(path) || path.directory()) return Optional.empty();
        var place = placeIfAny(variant);
        if (place.isPresent() || !ignoreCase) return place;
        var directory = path.parts().subList(0, path.parts().size() - 1);
        var found = search(directory);
        if (found.isEmpty()) return Optional.empty();
        var parts = new ArrayList<>(only(name, found));
        parts.add(path.last());
        return placeIfAny(variant.inOtherCase(parts));
    }

    private Optional<Target> placeIfAny(Variant variant) throws ContentException {
        if (variant.path().isPart())
            throw Refusals.denied(Refusals.quoted(variant.path().text()) + " is a name of unfinished uploads", "");
        try {
            return Optional.of(new Target(variant, tree.place(variant.path())));
        } catch (NoSuchFileException | NotDirectoryException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw Refusals.of(variant.path().text(), e);
        }
    }

    private static List<Variant> with(Variant exact, List<Variant> others) {
        var all = new ArrayList<Variant>();
        all.add(exact);
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
            throw Refusals.of(String.join("/", parts), e);
        }
    }

    private static List<String> only(String name, List<List<String>> found) throws ContentException {
        if (found.size() == 1) return found.getFirst();
        var spellings = found.stream().map(Refusals::quoted).collect(Collectors.joining(", "));
        throw Refusals.denied(
                Refusals.quoted(name) + " may mean any of " + spellings, "leave one of them, or ask for it exactly");
    }
}
