package dev.trivet.posix;

import java.util.ArrayList;
import java.util.List;

/// Reads a POSIX extended regular expression (IEEE Std 1003.1, 9.4) as glibc's `regcomp` does, GNU's `\w` and
/// the like with it. What POSIX leaves undefined is decided as glibc decides it, or refused.
final class ExpressionParser {
    /// Deeper ones are made by machines, and each level takes the stack of the thread that matches.
    private static final int DEEPEST = 100;

    /// What POSIX promises everywhere (`RE_DUP_MAX`): each repetition is a copy.
    private static final int MOST_REPETITIONS = 255;

    private final String text;
    private final boolean ignoreCase;
    private int at;
    private int groups;

    ExpressionParser(String text, boolean ignoreCase) {
        this.text = text;
        this.ignoreCase = ignoreCase;
    }

    int groups() {
        return groups;
    }

    Node parse() throws ExpressionException {
        return choice(0);
    }

    private Node choice(int depth) throws ExpressionException {
        var branches = new ArrayList<Node>();
        branches.add(branch(depth));
        while (taken('|')) branches.add(branch(depth));
        return branches.size() == 1 ? branches.getFirst() : new Node.Choice(List.copyOf(branches));
    }

    private Node branch(int depth) throws ExpressionException {
        var parts = new ArrayList<Node>();
        while (at < text.length() && !next('|') && !(depth > 0 && next(')'))) parts.add(piece(depth));
        return parts.size() == 1 ? parts.getFirst() : new Node.Sequence(List.copyOf(parts));
    }

    private Node piece(int depth) throws ExpressionException {
        if (isRepetition())
            throw wrong(
                    at,
                    "'" + text.charAt(at) + "' has nothing before it to repeat; write \\" + text.charAt(at)
                            + " for the character itself");
        var node = element(depth);
        if (node instanceof Node.At) return node; // as glibc has it: ^* is an error
        while (isRepetition()) node = repeated(node);
        return node;
    }

    private boolean isRepetition() {
        return at < text.length() && "*+?{".indexOf(text.charAt(at)) >= 0;
    }

    private Node element(int depth) throws ExpressionException {
        int start = at;
        int character = text.codePointAt(at);
        at += Character.charCount(character);
        return switch (character) {
            case '(' -> group(start, depth + 1);
            case '[' -> new Node.One(bracket(start));
            case '\\' -> escape(start);
            case '.' -> new Node.One(CharacterSet.ANY);
            case '^' -> new Node.At(Assertion.START);
            case '$' -> new Node.At(Assertion.END);
            default -> literal(character); // also ) without ( before, ] and }
        };
    }

    private Node literal(int character) {
        var set = CharacterSet.of(character);
        return new Node.One(ignoreCase ? set.ignoringCase() : set);
    }

    private Node group(int start, int depth) throws ExpressionException {
        if (depth > DEEPEST) throw wrong(start, "groups are nested more than " + DEEPEST + " deep");
        int number = ++groups;
        var body = choice(depth);
        if (!taken(')')) throw wrong(start, "this ( is never closed; write \\( for the character itself");
        return new Node.Group(number, body);
    }

    private CharacterSet bracket(int start) throws ExpressionException {
        var parser = new BracketParser(text, start, ignoreCase);
        var set = parser.parse();
        at = parser.end();
        return set;
    }

    private Node escape(int start) throws ExpressionException {
        if (at == text.length()) throw wrong(start, "a backslash at the end; write \\\\ for the character itself");
        int character = text.codePointAt(at);
        at += Character.charCount(character);
        return switch (character) {
            case 'w' -> new Node.One(CharacterSet.WORD);
            case 'W' -> new Node.One(CharacterSet.WORD.negated());
            case 's' -> new Node.One(CharacterSet.SPACE);
            case 'S' -> new Node.One(CharacterSet.SPACE.negated());
            case 'b' -> new Node.At(Assertion.WORD_EDGE);
            case 'B' -> new Node.At(Assertion.NO_WORD_EDGE);
            case '<' -> new Node.At(Assertion.WORD_START);
            case '>' -> new Node.At(Assertion.WORD_END);
            case '`' -> new Node.At(Assertion.START);
            case '\'' -> new Node.At(Assertion.END);
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                throw wrong(
                        start,
                        "\\" + (char) character + " in an expression refers back to a group, and may take time without"
                                + " bound: not supported; spell out what it stands for");
            default -> literal(character);
        };
    }

    private Node repeated(Node node) throws ExpressionException {
        char sign = text.charAt(at);
        if (sign == '{') return interval(node);
        at++;
        return switch (sign) {
            case '*' -> new Node.Repeat(node, 0, Node.Repeat.ENDLESS);
            case '+' -> new Node.Repeat(node, 1, Node.Repeat.ENDLESS);
            default -> new Node.Repeat(node, 0, 1);
        };
    }

    /// `{2}`, `{2,}`, `{2,5}`, and as glibc has it `{,5}` and `{,}`.
    private Node interval(Node node) throws ExpressionException {
        int start = at;
        int close = text.indexOf('}', at);
        var inside = close < 0 ? "" : text.substring(at + 1, close);
        if (!inside.matches("[0-9]+|[0-9]*,[0-9]*"))
            throw wrong(start, "{ begins no interval such as {2}, {2,} or {2,5}; write \\{ for the character itself");
        at = close + 1;
        int comma = inside.indexOf(',');
        int least = number(start, comma < 0 ? inside : inside.substring(0, comma), 0);
        int most = comma < 0 ? least : number(start, inside.substring(comma + 1), Node.Repeat.ENDLESS);
        if (most != Node.Repeat.ENDLESS && most < least)
            throw wrong(start, "{" + inside + "}: the second number is less than the first");
        return most == 0 ? Node.NOTHING : new Node.Repeat(node, least, most);
    }

    private static int number(int start, String digits, int otherwise) throws ExpressionException {
        if (digits.isEmpty()) return otherwise;
        if (digits.length() > 6 || Integer.parseInt(digits) > MOST_REPETITIONS)
            throw wrong(start, "more than " + MOST_REPETITIONS + " repetitions; use * or +");
        return Integer.parseInt(digits);
    }

    private boolean next(char character) {
        return at < text.length() && text.charAt(at) == character;
    }

    private boolean taken(char character) {
        boolean there = next(character);
        if (there) at++;
        return there;
    }

    private static ExpressionException wrong(int index, String why) {
        return new ExpressionException(index, why);
    }
}
