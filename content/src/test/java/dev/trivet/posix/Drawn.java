package dev.trivet.posix;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Expressions and texts drawn at random.
final class Drawn {
    private static final String[] ATOMS = {
        "a", "b", "c", ".", "[ab]", "[^a]", "[[:alpha:]]", "\\.", "x", "/", "_", "\\w", "\\W", "\\s", "[b-d]", "A", "0"
    };
    private static final String[] PLACES = {"^", "$", "\\b", "\\<", "\\>", "\\B", "\\`", "\\'"};
    private static final String[] SIGNS = {"*", "+", "?", "{2}", "{1,2}", "{,2}", "{0,1}", "{2,}", "{0}"};
    private static final String[] SOME_SIGNS = {"*", "+", "?", "{2}", "{1,2}"};
    private static final String[] PIECES = {
        "a",
        "b",
        "(",
        ")",
        "|",
        "*",
        "+",
        "?",
        "{",
        "}",
        "{1}",
        "{1,2}",
        "{2,1}",
        "{,}",
        "{a}",
        "{1",
        "[",
        "]",
        "[a",
        "^",
        "$",
        "\\",
        ".",
        "-",
        "[a-c]",
        "[c-a]",
        "[]a]",
        "[^]a]",
        "[a-]",
        "[-a]",
        "[a-c-e]",
        "[[:digit:]]",
        "[[:nope:]]",
        "[[:digit:]-z]",
        "[[.-.]]",
        "[[=a=]]",
        "[[.a.]-c]",
        "[%--]",
        "()",
        "\\(",
        "\\)",
        "\\{",
        "\\w",
        "\\b",
        "\\n",
        ",",
        "1",
        ":",
        "=",
        "[[:digit:]",
        "[[.a"
    };

    private final Random random;
    private final boolean tame;

    Drawn(long seed) {
        this(seed, false);
    }

    /// @param tame places at the ends only, and nothing repeated that may be empty: beyond it glibc has faults
    ///     of its
    /// own,
    ///     and for some does not come back
    Drawn(long seed, boolean tame) {
        random = new Random(seed);
        this.tame = tame;
    }

    String text(String letters, int most) {
        return IntStream.range(0, random.nextInt(most + 1))
                .mapToObj(_ -> String.valueOf(letters.charAt(random.nextInt(letters.length()))))
                .collect(Collectors.joining());
    }

    /// One that is right.
    String expression(int depth) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(_ -> branch(depth))
                .collect(Collectors.joining("|"));
    }

    /// One with places at its ends only.
    String anchored(int depth) {
        var start = random.nextInt(3) == 0 ? one(new String[] {"^", "\\b", "\\<"}) : "";
        var end = random.nextInt(3) == 0 ? one(new String[] {"$", "\\b", "\\>"}) : "";
        return start + "(" + expression(depth) + ")" + end;
    }

    private String branch(int depth) {
        int first = !tame && random.nextInt(12) == 0 ? 0 : 1; // sometimes nothing
        return IntStream.rangeClosed(first, first == 0 ? 0 : 1 + random.nextInt(3))
                .mapToObj(_ -> first == 0 ? "" : piece(depth))
                .collect(Collectors.joining());
    }

    private String piece(int depth) {
        if (!tame && random.nextInt(10) == 0) return one(PLACES);
        boolean group = depth > 0 && random.nextInt(2) == 0;
        if (tame && group && random.nextInt(3) == 0) return "(" + word() + "|" + word() + ")" + one(SOME_SIGNS);
        if (tame && group) return "(" + expression(depth - 1) + ")";
        var atom = group ? "(" + expression(depth - 1) + ")" : one(ATOMS);
        return random.nextInt(3) == 0 ? atom + one(SIGNS) : atom;
    }

    private String word() {
        return one(ATOMS) + (random.nextBoolean() ? one(ATOMS) : "");
    }

    /// One that may be wrong.
    String soup() {
        return IntStream.rangeClosed(0, random.nextInt(6))
                .mapToObj(_ -> one(PIECES))
                .collect(Collectors.joining());
    }

    private String one(String[] of) {
        return of[random.nextInt(of.length)];
    }
}
