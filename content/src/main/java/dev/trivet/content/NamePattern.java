package dev.trivet.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// A pattern that names may fit: a glob, which only says whether, or a template, which also says what stood where.
/// Immutable, any thread. Fitting takes time in proportion to the lengths of name and pattern at the worst.
public final class NamePattern {
    /// Wildcards and variables of one pattern: more serve nobody, and each costs time for every request.
    public static final int MOST_WILDCARDS = 16;

    /// Names longer than this fit no pattern; no file system has them (PATH_MAX of Linux).
    private static final int LONGEST_NAME = PathName.OCTETS;

    /// A piece of a pattern.
    private sealed interface Piece {
        /// Itself.
        record Text(String text) implements Piece {}

        /// One character that is no slash.
        record One() implements Piece {}

        /// Several characters, as few as will do.
        ///
        /// @param least how many at least
        /// @param crosses whether slashes may be among them
        /// @param variable what they are called; empty: nothing
        record Many(int least, boolean crosses, String variable) implements Piece {}
    }

    private final String text;
    private final List<Piece> pieces;
    private final boolean lastPartOnly;

    private NamePattern(String text, List<Piece> pieces, boolean lastPartOnly) {
        long wildcards =
                pieces.stream().filter(piece -> piece instanceof Piece.Many).count();
        if (wildcards > MOST_WILDCARDS)
            throw new IllegalArgumentException(
                    "'" + text + "' has " + wildcards + " wildcards; " + MOST_WILDCARDS + " are the most");
        this.text = text;
        this.pieces = List.copyOf(pieces);
        this.lastPartOnly = lastPartOnly;
    }

    /// A glob: `*` stands for any characters but the slash, `**` for any at all, `?` for one that is no slash;
    /// everything else for itself. A glob without a slash is compared with the last part of a name, wherever that
    /// stands: `*.cfg` fits `a/b.cfg`. A leading slash means the whole name: `/*.cfg` does not.
    ///
    /// @param text such as `*-confg` or `phones/**`
    /// @return the pattern
    /// @throws IllegalArgumentException where it is empty or has too many wildcards
    public static NamePattern glob(String text) {
        if (text.isEmpty())
            throw new IllegalArgumentException("an empty name pattern fits nothing: use * for every name");
        var whole = withoutSlash(text);
        return new NamePattern(text, globPieces(whole), !text.contains("/"));
    }

    /// A template: `{mac}` stands for one or more characters but the slash, `{rest*}` for one or more of any;
    /// everything else for itself. Compared with the whole name; a leading slash means nothing.
    ///
    /// @param text such as `SEP{mac}.cnf.xml`
    /// @return the pattern
    /// @throws IllegalArgumentException where braces do not match, or a variable has no plain name, has the name
    ///     of another, or stands right beside another
    public static NamePattern template(String text) {
        if (text.isEmpty()) throw new IllegalArgumentException("an empty name pattern fits nothing");
        return new NamePattern(text, templatePieces(withoutSlash(text), text), false);
    }

    /// Whether that name fits.
    ///
    /// @param name without leading slash
    /// @return whether it does, letter by letter
    public boolean matches(String name) {
        return matches(name, false);
    }

    /// What stands where the variables of a [#template] are.
    ///
    /// @param name without leading slash
    /// @return each variable, in their order; empty where the name does not fit
    public Optional<Map<String, String>> variables(String name) {
        return new Fitting(name, false).found();
    }

    /// The names of its variables.
    ///
    /// @return in their order; none for a glob
    public Set<String> variableNames() {
        var names = new LinkedHashSet<String>();
        for (var piece : pieces)
            if (piece instanceof Piece.Many many && !many.variable().isEmpty()) names.add(many.variable());
        return names;
    }

    /// As it was written.
    ///
    /// @return the text it was made from
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamePattern pattern && text.equals(pattern.text) && pieces.equals(pattern.pieces);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    boolean matches(String name, boolean ignoreCase) {
        var compared = lastPartOnly ? name.substring(name.lastIndexOf('/') + 1) : name;
        return new Fitting(compared, ignoreCase).found().isPresent();
    }

    private static String withoutSlash(String text) {
        return text.startsWith("/") ? text.substring(1) : text;
    }

    private static List<Piece> globPieces(String glob) {
        var pieces = new ArrayList<Piece>();
        var plain = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c != '*' && c != '?') {
                plain.append(c);
                continue;
            }
            flush(plain, pieces);
            boolean twice = c == '*' && glob.startsWith("**", i);
            pieces.add(c == '?' ? new Piece.One() : new Piece.Many(0, twice, ""));
            if (twice) i++;
        }
        flush(plain, pieces);
        return pieces;
    }

    private static List<Piece> templatePieces(String template, String text) {
        var pieces = new ArrayList<Piece>();
        var names = new LinkedHashSet<String>();
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf('{', at);
            int end = open < 0 ? template.length() : open;
            if (template.substring(at, end).indexOf('}') >= 0)
                throw new IllegalArgumentException("'" + text + "': a } without its {");
            if (end > at) pieces.add(new Piece.Text(template.substring(at, end)));
            if (open < 0) break;
            int close = template.indexOf('}', open);
            if (close < 0) throw new IllegalArgumentException("'" + text + "': a { without its }");
            var variable = variable(template.substring(open + 1, close), text);
            if (!names.add(variable.variable()))
                throw new IllegalArgumentException("'" + text + "': two variables are called " + variable.variable());
            if (!pieces.isEmpty() && pieces.getLast() instanceof Piece.Many)
                throw new IllegalArgumentException(
                        "'" + text + "': two variables side by side; nobody can say where one ends");
            pieces.add(variable);
            at = close + 1;
        }
        return pieces;
    }

    private static Piece.Many variable(String inBraces, String text) {
        boolean crosses = inBraces.endsWith("*");
        var name = crosses ? inBraces.substring(0, inBraces.length() - 1) : inBraces;
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*"))
            throw new IllegalArgumentException(
                    "'" + text + "': {" + inBraces + "} is no variable such as {mac} or {rest*}");
        return new Piece.Many(1, crosses, name);
    }

    private static void flush(StringBuilder plain, List<Piece> pieces) {
        if (!plain.isEmpty()) pieces.add(new Piece.Text(plain.toString()));
        plain.setLength(0);
    }

    /// One name held against the pattern. What did not fit once is not tried again, so the worst case is the
    /// product of both lengths.
    private final class Fitting {
        private final String name;
        private final boolean ignoreCase;
        private final boolean[] failed;
        private final SequencedMap<String, String> variables = new LinkedHashMap<>();

        Fitting(String name, boolean ignoreCase) {
            this.name = name;
            this.ignoreCase = ignoreCase;
            boolean hopeless = name.length() > LONGEST_NAME;
            failed = hopeless ? new boolean[0] : new boolean[(pieces.size() + 1) * (name.length() + 1)];
        }

        Optional<Map<String, String>> found() {
            return failed.length > 0 && fits(0, 0) ? Optional.of(Map.copyOf(variables)) : Optional.empty();
        }

        /// Whether the pieces from that one on fit the name from there on.
        private boolean fits(int piece, int from) {
            if (piece == pieces.size()) return from == name.length();
            int place = piece * (name.length() + 1) + from;
            if (failed[place]) return false;
            boolean fits = switch (pieces.get(piece)) {
                case Piece.Text(var plain) ->
                    name.regionMatches(ignoreCase, from, plain, 0, plain.length())
                            && fits(piece + 1, from + plain.length());
                case Piece.One() -> from < name.length() && name.charAt(from) != '/' && fits(piece + 1, from + 1);
                case Piece.Many many -> fits(many, piece, from);
            };
            failed[place] = !fits;
            return fits;
        }

        private boolean fits(Piece.Many many, int piece, int from) {
            int end = from;
            for (; end <= name.length() && (end == from || many.crosses() || name.charAt(end - 1) != '/'); end++) {
                if (end - from < many.least() || !fits(piece + 1, end)) continue;
                if (!many.variable().isEmpty()) variables.put(many.variable(), name.substring(from, end));
                return true;
            }
            // Begun further on it would find a part of the same ends: no need to try.
            int row = piece * (name.length() + 1);
            Arrays.fill(failed, row + from, row + end, true);
            return false;
        }
    }
}
