package dev.trivet.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is drawn at random is matched by us, by a model of POSIX's words that tries everything, and by glibc.
class DifferentialTest {
    private static final int CASES = 6_000;
    private static final long SEED = 6;

    /// More than the expressions here need for texts of a few characters.
    private static final long STEPS = 1_000_000;

    private static final String LETTERS = "aabbc./_ A0";

    @Test
    void matchesAndGroupsAreThoseOfPosix() throws Exception {
        for (long seed = SEED; seed < SEED + CASES; seed++) {
            var drawn = new Drawn(seed);
            var expression = drawn.expression(2);
            var text = drawn.text(LETTERS, 6);
            boolean ignoreCase = seed % 4 == 0;
            assertThat(ours(expression, ignoreCase, text))
                    .as("seed %d: %s with \"%s\"", seed, expression, text)
                    .usingRecursiveComparison()
                    .isEqualTo(new Model(expression, ignoreCase, text).match());
        }
    }

    /// Groups only where there is one way to match: of several glibc takes another than POSIX says, and it
    /// remembers groups of former rounds.
    @Test
    void matchesAreThoseOfGlibcAndGroupsToo() throws Exception {
        assumeTrue(Glibc.isHere(), "the C library is not glibc");
        int compared = 0;
        try (var glibc = new Glibc()) {
            for (long seed = SEED; seed < SEED + CASES; seed++) {
                var drawn = new Drawn(seed, true);
                compared += compare(glibc, seed, drawn.anchored(2), seed % 4 == 0, drawn.text(LETTERS, 6));
            }
        }
        assertThat(compared).isGreaterThan(CASES / 4);
    }

    private static int compare(Glibc glibc, long seed, String expression, boolean ignoreCase, String text)
            throws Exception {
        var ours = ours(expression, ignoreCase, text);
        int groups = PosixExpression.compile(expression, ignoreCase).groups();
        var theirs = glibc.match(expression, ignoreCase, text, groups);
        var what = "seed %d: %s with \"%s\"".formatted(seed, expression, text);
        assertThat(ours.isPresent()).as(what).isEqualTo(theirs.isPresent());
        if (ours.isEmpty()) return 0;
        var mine = ours.get();
        var his = theirs.orElseThrow();
        assertThat(new int[] {mine[0], mine[1]}).as(what).containsExactly(his[0], his[1]);
        if (!new Model(expression, ignoreCase, text).isUnambiguous(mine[0], mine[1])) return 0;
        for (int at = 0; at < mine.length; at++)
            if (mine[at] >= 0) assertThat(mine[at]).as(what).isEqualTo(his[at]);
        return 1;
    }

    @Test
    void whatGlibcRefusesIsRefusedAndTheOtherWayRound() {
        assumeTrue(Glibc.isHere(), "the C library is not glibc");
        int accepted = 0;
        try (var glibc = new Glibc()) {
            for (long seed = SEED; seed < SEED + CASES; seed++) {
                var expression = new Drawn(seed).soup();
                if (expression.matches("(?s).*\\\\[1-9].*")) continue; // refers back: not supported
                boolean taken = isTaken(expression);
                assertThat(taken).as("seed %d: %s", seed, expression).isEqualTo(glibc.accepts(expression, false));
                if (taken) accepted++;
            }
        }
        assertThat(accepted).isBetween(CASES / 10, CASES * 9 / 10);
    }

    private static boolean isTaken(String expression) {
        try {
            PosixExpression.compile(expression, false);
            return true;
        } catch (ExpressionException e) {
            assertThat(e.index()).as(expression).isBetween(0, expression.length());
            assertThat(e.getMessage()).isNotBlank();
            return false;
        }
    }

    static Optional<int[]> ours(String expression, boolean ignoreCase, String text) throws ExpressionException {
        var compiled = PosixExpression.compile(expression, ignoreCase);
        try {
            return compiled.find(text.codePoints().toArray(), 0, new Budget(STEPS))
                    .map(match -> IntStream.range(0, 2 * (match.groups() + 1))
                            .map(i -> !match.has(i / 2) ? -1 : i % 2 == 0 ? match.start(i / 2) : match.end(i / 2))
                            .toArray());
        } catch (Budget.Spent e) {
            return fail("%s with \"%s\" took more than %d steps", expression, text, STEPS);
        }
    }
}
