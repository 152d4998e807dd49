package dev.trivet.content;

import dev.trivet.explain.Situation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What else a client may have meant: the lenient steps. Each is taken only where the name has the mark for it,
/// and asked only after the name as it stands was missing.
final class Variants {
    /// How an octet FF at the end of a name arrives: PXE ROMs that read a DHCP option too far.
    static final char FF = '\uDCFF';

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

    /// Any of them is cut from each name; one that begins with none of them is not meant.
    private final List<List<String>> leading;

    private final PathStyle style;
    private final boolean prefixed;
    private final boolean lenient;
    private final boolean windows;

    /// @param base the root's directory, whose path clients may put in front of a name, or must with absolute names
    Variants(Base base, Root root, boolean windows) {
        this.root = base.real();
        this.style = root.pathStyle();
        this.prefixed = !root.prefixParts().isEmpty();
        this.leading = style == PathStyle.ABSOLUTE ? List.of(base.given(), base.real()) : List.of(root.prefixParts());
        this.lenient = root.lenientNames();
        this.windows = windows;
    }

    private Variants() {
        root = List.of();
        leading = List.of(List.of());
        style = PathStyle.STRICT;
        prefixed = false;
        lenient = true;
        windows = false;
    }

    /// For names that are in no directory.
    static Variants plain() {
        return new Variants();
    }

    /// The name as it stands; empty where it lacks the prefix, or is no path into the root's directory where it must
    /// be one.
    Optional<Variant> exact(String name) throws ContentException {
        return isOfStyle(name) ? withoutLeading(whole(name)) : Optional.empty();
    }

    /// Why a name is not meant by a root that wants absolute ones.
    ContentException notMeant(String name) {
        var quoted = Refusals.quoted(name);
        if (!name.startsWith("/")) return Refusals.of(Situation.NAME_NOT_ABSOLUTE, quoted);
        if (goesUp(name)) return Refusals.of(Situation.NAME_GOES_UP, quoted);
        return Refusals.of(
                Situation.NAME_IN_NO_ROOT, quoted, Refusals.quoted("/" + String.join("/", leading.getFirst())));
    }

    private boolean isOfStyle(String name) {
        return style != PathStyle.ABSOLUTE || name.startsWith("/") && !goesUp(name);
    }

    private static boolean goesUp(String name) {
        return Arrays.asList(name.split("/", -1)).contains("..");
    }

    private Variant whole(String name) throws ContentException {
        var path = PathName.parse(name, windows, style);
        return new Variant(path, path.doubled() ? List.of(DOUBLED_STEP) : List.of());
    }

    private Optional<Variant> withoutLeading(Variant whole) {
        for (var each : leading) {
            var path = without(each, whole.path());
            if (path.isPresent()) return Optional.of(new Variant(path.get(), whole.steps()));
        }
        return Optional.empty();
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
        if (!withoutFf.equals(name) && !withoutFf.isEmpty()) add(withoutFf, mended, FF_STEP);
        if (name.indexOf('\\') >= 0) {
            add(slashes(name), mended, BACKSLASH_STEP);
            if (!withoutFf.equals(name)) add(slashes(withoutFf), mended, FF_STEP, BACKSLASH_STEP);
        }
        var all = new ArrayList<Variant>();
        for (var each : mended) withoutLeading(each).ifPresent(all::add);
        if (style == PathStyle.ABSOLUTE) return all; // there the path of the root is no slip
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

    private void add(String mended, List<Variant> to, String... steps) throws ContentException {
        if (isOfStyle(mended)) to.add(new Variant(PathName.parse(mended, windows, style), List.of(steps)));
    }

    /// `srv/tftp/x` and `tftp/x` mean `x` where the root is `/srv/tftp`. Where the root has a prefix, its last
    /// component alone means nothing: `configs/configs/x` is no doubled path, and would be the file of another
    /// name.
    private void addWithoutRoot(Variant whole, List<Variant> to) {
        var last = root.subList(Math.max(0, root.size() - 1), root.size());
        for (var front : prefixed ? List.of(root) : List.of(root, last)) {
            if (front.isEmpty()) continue;
            var shorter = without(front, whole.path()).map(path -> whole.and(path, PREFIX_STEP));
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
