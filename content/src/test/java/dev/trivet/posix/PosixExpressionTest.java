package dev.trivet.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PosixExpressionTest {
    /// What a name of 4096 octets may cost with a rule that people write.
    private static final long ENOUGH = 20_000_000;

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource(
            delimiterString = " | ",
            value = {
                // The leftmost, and of those the longest, wherever it stands among the alternatives.
                "a\\|ab\\|abc | xabcd | 1-4",
                "(wee\\|week)(knights\\|night) | weeknights | 0-10 0-3 3-10",
                "(a\\|ab)(c\\|bcd)(d*) | abcd | 0-4 0-2 2-3 3-4",
                "(xyz\\|x)* | xxyz | 0-4 1-4",
                "[0-9]+ | ab12c345 | 2-4",
                "b* | abb | 0-0",
                // The first of the groups takes the longest that leaves a match for the rest.
                "(.*).* | abcdef | 0-6 0-6",
                "(a*)(a+) | aaa | 0-3 0-2 2-3",
                "(.*)/([^/]*) | a/b/c | 0-5 0-3 4-5",
                "(a?)((ab)?) | ab | 0-2 0-0 0-2 0-2",
                // Rounds: the last tells; an empty one only where there is no other, or it is needed.
                "(a\\|b)* | abab | 0-4 3-4",
                "((a)\\|b)* | ab | 0-2 1-2 -",
                "(a*)* | bc | 0-0 0-0",
                "(a*)+ | aa | 0-2 0-2",
                "(a*){2} | aa | 0-2 2-2",
                "(ab){2,3} | abababab | 0-6 4-6",
                "x(){0}y | xy | 0-2 -",
                // Places.
                "^a | ba | no",
                "a$ | ab | no",
                "a^b | a^b | no",
                "(^a\\|b$) | cb | 1-2 1-2",
                "\\bb | a b | 2-3",
                "\\<[a-z]+\\> | --ab-- | 2-4",
                "o\\Bo | foo | 1-3",
                // Characters.
                "[]a]+ | x]a] | 1-4",
                "[^]a]+ | ]xy] | 1-3",
                "[a\\]+ | x\\a | 1-3",
                "[[:upper:][:digit:]_]+ | abC_9d | 2-5",
                "[%--]+ | a%&-+b | 1-5",
                "[[.-.]] | a-b | 1-2",
                "\\.\\* | a.*b | 1-3",
                "a{,2}b | aaab | 1-4",
                ")} | a)} | 1-3",
                "é. | aéöb | 1-3",
                "[à-ü]+ | aéöb | 1-3",
                "[^a-z]+ | aéb | 1-2",
                "\\w+ | éab_9é | 1-5",
            })
    void leftmostThenLongest(String expression, String text, String expected) throws Exception {
        assertThat(shown(expression.replace("\\|", "|"), false, text)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource(
            delimiterString = " | ",
            value = {
                "boot | xBOOt | 1-5",
                "[a-c]+ | xAbC | 1-4",
                "[^a]+ | AxA | 1-2",
                "[[:upper:]]+ | 1ab | 1-3",
                "é | É | no"
            })
    void theCaseOfAsciiIsIgnoredWhereThatIsAsked(String expression, String text, String expected) throws Exception {
        assertThat(shown(expression, true, text)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: at {1}, {2}")
    @CsvSource(
            delimiterString = " | ",
            value = {
                "*a | 0 | nothing before it to repeat",
                "a\\|+b | 2 | nothing before it to repeat",
                "^* | 1 | nothing before it to repeat",
                "(a | 0 | never closed",
                "x[a-z | 1 | never closed",
                "a[[:letter:]] | 2 | no class; there are alnum",
                "[z-a] | 1 | exchange the two",
                "[a-c-e] | 4 | must stand between two characters",
                "[[.hyphen.]] | 1 | no single character",
                "a{2 | 1 | begins no interval",
                "a{3,2} | 1 | the second number is less",
                "a{256} | 1 | more than 255",
                "a\\ | 1 | a backslash at the end",
                "(a)\\1 | 3 | refers back to a group",
                "(a{255}){255} | 0 | too large",
            })
    void whatIsWrongIsToldWithItsPlace(String expression, int index, String why) {
        var wrong = catchThrowableOfType(
                ExpressionException.class, () -> PosixExpression.compile(expression.replace("\\|", "|"), false));
        assertThat(wrong).isNotNull().hasMessageContaining(why);
        assertThat(wrong.index()).isEqualTo(index);
    }

    @Test
    void groupsMayNotBeNestedWithoutEnd() {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> PosixExpression.compile("(".repeat(100_000) + ")".repeat(100_000), false))
                .withMessageContaining("nested more than");
    }

    /// With `java.util.regex` some of these take longer than the universe is old.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a*)*b",
                "(a|a)*b",
                "(a|aa)+$",
                "((a*)*)*b",
                "(.*)(.*)(.*)(.*)b",
                "(a?){30}a{30}b",
                "([a-z]+)*=",
                "(x+x+)+y"
            })
    void noExpressionTakesTimeWithoutBound(String expression) throws Exception {
        var text = "a".repeat(4096).codePoints().toArray();
        var found = PosixExpression.compile(expression, false).find(text, 0, new Budget(ENOUGH));
        assertThat(found.isPresent()).isEqualTo(expression.equals("(a|aa)+$"));
    }

    @Test
    void theWorkGrowsAsTheText() throws Exception {
        var expression = PosixExpression.compile("^((a|ab|b*c)*/)?([^/]*)$", false);
        long once = work(expression, "ab/abc".repeat(50));
        long tenfold = work(expression, "ab/abc".repeat(500));
        assertThat(tenfold).isLessThan(12 * once);
    }

    /// The least budget that is enough.
    private static long work(PosixExpression expression, String text) {
        long enough = 1;
        while (!suffices(expression, text, enough)) enough *= 2;
        long less = enough / 2;
        while (enough - less > 1) {
            long middle = (enough + less) / 2;
            if (suffices(expression, text, middle)) enough = middle;
            else less = middle;
        }
        return enough;
    }

    private static boolean suffices(PosixExpression expression, String text, long steps) {
        try {
            expression.find(text.codePoints().toArray(), 0, new Budget(steps));
            return true;
        } catch (Budget.Spent _) {
            return false;
        }
    }

    private static String shown(String expression, boolean ignoreCase, String text) throws ExpressionException {
        return DifferentialTest.ours(expression, ignoreCase, text)
                .map(bounds -> Arrays.stream(pairs(bounds)).collect(Collectors.joining(" ")))
                .orElse("no");
    }

    private static String[] pairs(int[] bounds) {
        var pairs = new String[bounds.length / 2];
        for (int i = 0; i < pairs.length; i++)
            pairs[i] = bounds[2 * i] < 0 ? "-" : bounds[2 * i] + "-" + bounds[2 * i + 1];
        return pairs;
    }
}
