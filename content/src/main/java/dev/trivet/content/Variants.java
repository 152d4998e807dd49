package dev.trivet.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What else a client may have meant: the lenient steps. Each is taken only where the name has the mark for it,
/// and asked only after the name as it stands was missing.
final class Variants {
    /// How an octet FF at the end of a name arrives: PXE ROMs that read a DHCP option too far.
    private static final char FF = '\uDCFF';

    static final String FF_STEP = "trailing 0xFF dropped";
    static final String BACKSLASH_STEP = "\\ read as /";
    static final String PREFIX_STEP = "path of the root dropped";
    static final String DOUBLED_STEP = "doubled / read as one";
    static final String CASE_STEP = "found in other case";

    /// @param steps in words, as the log shows them; empty for the name as it stands
    record Variant(PathName path, List<String> steps) {
        Variant {
            steps = List.copyOf(steps);
        }

        private Variant and(PathName changed, String step) {
            var more = new ArrayList<>(steps);
            more.add(step);
            return new Variant(changed, more);
        }

        Variant inOtherCase(List<String> parts) {
            return and(new PathName(parts, path.directory(), path.doubled()), CASE_STEP);
        }
    }

    private final List<String> root;
    private final List<String> prefix;
    private final boolean lenient;
    private final boolean windows;

    /// @param root the components of the root's path, as clients may put them in front of a name
    /// @param prefix components by which the root is meant, cut from each name; others are none
    /// @param lenient whether any step but that of doubled slashes is taken
    Variants(List<String> root, List<String> prefix, boolean lenient, boolean windows) {
        this.root = root;
        this.prefix = prefix;
        this.lenient = lenient;
        this.windows = windows;
    }

    /// For names that are in no directory.
    static Variants plain() {
        return new Variants(List.of(), List.of(), true, false);
    }

    /// The name as it stands; empty where it lacks the prefix.
    Optional<Variant> exact(String name) throws ContentException {
        return withoutPrefix(whole(name));
    }

    private Variant whole(String name) throws ContentException {
        var path = PathName.parse(name, windows);
        return new Variant(path, path.doubled() ? List.of(DOUBLED_STEP) : List.of());
    }

    private Optional<Variant> withoutPrefix(Variant whole) {
        return without(prefix, whole.path()).map(path -> new Variant(path, whole.steps()));
    }

    private static Optional<PathName> without(List<String> leading, PathName path) {
        int length = leading.size();
        boolean fits =
                path.parts().size() > length && path.parts().subList(0, length).equals(leading);
        return fits ? Optional.of(path.without(length)) : Optional.empty();
    }

    /// All others, most likely first; none for most names.
    ///
    /// @throws ContentException where a step makes it a name that is never served: `..\\..\\x`
    List<Variant> others(String name) throws ContentException {
        if (!lenient) return List.of();
        var mended = new ArrayList<Variant>();
        var withoutFf = withoutFf(name);
        if (!withoutFf.equals(name) && !withoutFf.isEmpty()) mended.add(after(withoutFf, FF_STEP));
        if (name.indexOf('\\') >= 0) {
            mended.add(after(slashes(name), BACKSLASH_STEP));
            if (!withoutFf.equals(name)) mended.add(after(slashes(withoutFf), FF_STEP, BACKSLASH_STEP));
        }
        var all = new ArrayList<Variant>();
        for (var each : mended) withoutPrefix(each).ifPresent(all::add);
        for (var each : mended) addWithoutRoot(each, all);
        addWithoutRoot(whole(name), all);
        return all;
    }

    private static String withoutFf(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == FF) end--;
        return name.substring(0, end);
    }

    private static String slashes(String name) {
        return name.replace('\\', '/');
    }

    private Variant after(String name, String... steps) throws ContentException {
        return new Variant(PathName.parse(name, windows), List.of(steps));
    }

    /// `srv/tftp/x` and `tftp/x` mean `x` where the root is `/srv/tftp`. Where the root has a prefix, its last
    /// component alone means nothing: `configs/configs/x` is no doubled path, and would be the file of another
    /// name.
    private void addWithoutRoot(Variant whole, List<Variant> to) {
        var last = root.subList(Math.max(0, root.size() - 1), root.size());
        for (var leading : prefix.isEmpty() ? List.of(root, last) : List.of(root)) {
            if (leading.isEmpty()) continue;
            var shorter = without(leading, whole.path()).map(path -> whole.and(path, PREFIX_STEP));
            if (shorter.isPresent() && !to.contains(shorter.get())) to.add(shorter.get());
        }
    }

    /// Whether no mark of a client's slip is left in it: only such a name is given to a new file. Where slips are not
    /// mended there are none.
    boolean isClean(PathName path) {
        return !lenient
                || path.parts().stream()
                        .noneMatch(part -> part.indexOf('\\') >= 0 || part.charAt(part.length() - 1) == FF);
    }
}
