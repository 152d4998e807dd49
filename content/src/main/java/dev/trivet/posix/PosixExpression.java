package dev.trivet.posix;

import java.util.Optional;

/// A POSIX extended regular expression: leftmost, longest, in time that the sizes of expression and text bound.
/// Immutable; any thread.
///
/// `java.util.regex` cannot stand in for it: of `a|ab` it takes the first that matches, not the longest, and it
/// tries ways one after another, which takes exponential time with expressions such as `(a*)*b`.
public final class PosixExpression {
    private final String text;
    private final Program program;
    private final int groups;

    private PosixExpression(String text, Program program, int groups) {
        this.text = text;
        this.program = program;
        this.groups = groups;
    }

    /// Reads an expression.
    ///
    /// @param text as it is written
    /// @param ignoreCase whether letters of ASCII match those of the other case
    /// @return ready to match
    /// @throws ExpressionException where it is none, or asks for what is not supported
    public static PosixExpression compile(String text, boolean ignoreCase) throws ExpressionException {
        var parser = new ExpressionParser(text, ignoreCase);
        var node = parser.parse();
        return new PosixExpression(text, Program.of(node), parser.groups());
    }

    /// The first match, and of those that begin there the longest.
    ///
    /// @param in code points
    /// @param from index at which a match may begin; what stands before is still seen by `^` and `\b`
    /// @param budget is spent on it
    /// @return empty where nothing matches
    /// @throws Budget.Spent where it is not enough
    public Optional<Match> find(int[] in, int from, Budget budget) throws Budget.Spent {
        return new Matching(program, groups, in, budget).find(from);
    }

    /// How many groups it has.
    ///
    /// @return 0 or more
    public int groups() {
        return groups;
    }

    /// How large it is: time and memory grow with it.
    ///
    /// @return states
    public int states() {
        return program.whole().span().states();
    }

    @Override
    public String toString() {
        return text;
    }
}
