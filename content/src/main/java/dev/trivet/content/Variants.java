package dev.trivet.content;

import java.util.ArrayList;
import java.util.List;

/// What else a client may have meant: the lenient steps. Each is taken only where the name has the mark for it, and
/// asked only after the name as it stands was missing.
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
    private final boolean windows;

    /// @param root the components of the root's path, as clients may put them in front of a name
    Variants(List<String> root, boolean windows) {
        this.root = root;
        this.windows = windows;
    }

    /// The name as it stands.
    Variant exact(String name) throws ContentException {
        var path = PathName.parse(name, windows);
        return new Variant(path, path.doubled() ? List.of(DOUBLED_STEP) : List.of());
    }

    /// All others, most likely first; none for most names.
    ///
    /// @throws ContentException where a step makes it a name that is never served: `..\\..\\x`
    List<Variant> others(String name) throws ContentException {
        var all = new ArrayList<Variant>();
        var withoutFf = withoutFf(name);
        if (!withoutFf.equals(name) && !withoutFf.isEmpty()) all.add(after(withoutFf, FF_STEP));
        if (name.indexOf('\\') >= 0) {
            all.add(after(slashes(name), BACKSLASH_STEP));
            if (!withoutFf.equals(name)) all.add(after(slashes(withoutFf), FF_STEP, BACKSLASH_STEP));
        }
        for (var each : List.copyOf(all)) addWithoutRoot(each, all);
        addWithoutRoot(exact(name), all);
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

    /// `srv/tftp/x` and `tftp/x` mean `x` where the root is `/srv/tftp`.
    private void addWithoutRoot(Variant variant, List<Variant> to) {
        var parts = variant.path().parts();
        for (var prefix : List.of(root, root.subList(Math.max(0, root.size() - 1), root.size()))) {
            int length = prefix.size();
            if (length == 0
                    || parts.size() <= length
                    || !parts.subList(0, length).equals(prefix)) continue;
            var shorter = variant.and(variant.path().without(length), PREFIX_STEP);
            if (!to.contains(shorter)) to.add(shorter);
        }
    }

    /// Whether no mark of a client's slip is left in it: only such a name is given to a new file.
    static boolean isClean(PathName path) {
        return path.parts().stream().noneMatch(part -> part.indexOf('\\') >= 0 || part.charAt(part.length() - 1) == FF);
    }
}
