package dev.trivet.posix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Which characters an element of an expression matches. Classes and case are those of ASCII, as in the C locale.
///
/// @param low ASCII 0 to 63, a bit each
/// @param high ASCII 64 to 127
/// @param beyond first and last of each range above
/// @param othersToo all characters above that are not in these ranges, in place of those that are
record CharacterSet(long low, long high, List<Range> beyond, boolean othersToo) {
    static final CharacterSet ANY = new CharacterSet(-1, -1, List.of(), true);
    static final CharacterSet WORD = of(CharacterSet::isWord);
    static final CharacterSet SPACE = of(CharacterSet::isSpace);

    private static final int ASCII = 128;

    record Range(int first, int last) {}

    /// The classes of POSIX, by their names between `[:` and `:]`.
    private static final Map<String, CharacterSet> NAMED = new TreeMap<>(Map.ofEntries(
            Map.entry("alpha", of(CharacterSet::isLetter)),
            Map.entry("digit", of(CharacterSet::isDigit)),
            Map.entry("alnum", of(c -> isLetter(c) || isDigit(c))),
            Map.entry("upper", of(CharacterSet::isUpper)),
            Map.entry("lower", of(CharacterSet::isLower)),
            Map.entry("space", SPACE),
            Map.entry("blank", of(c -> c == ' ' || c == '\t')),
            Map.entry("punct", of(c -> c > ' ' && c < 127 && !isLetter(c) && !isDigit(c))),
            Map.entry("print", of(c -> c >= ' ' && c < 127)),
            Map.entry("graph", of(c -> c > ' ' && c < 127)),
            Map.entry("cntrl", of(c -> c < ' ' || c == 127)),
            Map.entry("xdigit", of(c -> isDigit(c) || (c | 32) >= 'a' && (c | 32) <= 'f'))));

    static CharacterSet of(int character) {
        return range(character, character);
    }

    static CharacterSet range(int first, int last) {
        var ascii = of(c -> c >= first && c <= last);
        if (last < ASCII) return ascii;
        return new CharacterSet(ascii.low, ascii.high, List.of(new Range(Math.max(first, ASCII), last)), false);
    }

    private static CharacterSet of(IntPredicate ascii) {
        return new CharacterSet(bits(0, ascii), bits(64, ascii), List.of(), false);
    }

    private static long bits(int from, IntPredicate members) {
        return IntStream.range(0, 64)
                .filter(bit -> members.test(from + bit))
                .mapToLong(bit -> 1L << bit)
                .reduce(0, (all, bit) -> all | bit);
    }

    static Optional<CharacterSet> named(String name) {
        return Optional.ofNullable(NAMED.get(name));
    }

    static Set<String> names() {
        return NAMED.keySet();
    }

    boolean has(int character) {
        if (character < 64) return (low >>> character & 1) != 0;
        if (character < ASCII) return (high >>> character & 1) != 0;
        return othersToo != isBeyond(character);
    }

    private boolean isBeyond(int character) {
        for (var range : beyond) if (character >= range.first && character <= range.last) return true;
        return false;
    }

    /// Only of sets that do not have [#othersToo].
    CharacterSet and(CharacterSet more) {
        var all = new ArrayList<>(beyond);
        all.addAll(more.beyond);
        return new CharacterSet(low | more.low, high | more.high, List.copyOf(all), false);
    }

    CharacterSet ignoringCase() {
        return and(of(c -> isLetter(c) && has(c ^ 32)));
    }

    CharacterSet negated() {
        return new CharacterSet(~low, ~high, beyond, !othersToo);
    }

    static boolean isWord(int c) {
        return isLetter(c) || isDigit(c) || c == '_';
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isUpper(int c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isLetter(int c) {
        return isUpper(c) || isLower(c);
    }
}
