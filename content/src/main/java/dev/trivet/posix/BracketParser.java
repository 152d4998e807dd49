package dev.trivet.posix;

import java.util.Optional;

/// Reads a bracket expression (IEEE Std 1003.1, 9.3.5) in the C locale: `[a-z]`, `[^/]`, `[[:digit:]_]`. A
/// backslash in it is a backslash.
final class BracketParser {
    private final String text;
    private final int start;
    private final boolean ignoreCase;
    private int at;

    /// @param start of its `[`
    BracketParser(String text, int start, boolean ignoreCase) {
        this.text = text;
        this.start = start;
        this.ignoreCase = ignoreCase;
        at = start + 1;
    }

    /// Behind its `]`.
    int end() {
        return at;
    }

    CharacterSet parse() throws ExpressionException {
        boolean negated = at < text.length() && text.charAt(at) == '^';
        if (negated) at++;
        var set = item(true);
        while (peek() != ']') set = set.and(item(false));
        at++;
        if (ignoreCase) set = set.ignoringCase();
        return negated ? set.negated() : set;
    }

    /// A character, range or class. The first may be `]`; `-` is itself where it is the first, the last, or the
    /// end of a range.
    private CharacterSet item(boolean first) throws ExpressionException {
        int begin = at;
        if (!first && peek() == '-' && !nextIs("-]")) throw isNoRange(begin);
        if (nextIs("[:")) return named();
        boolean equivalent = nextIs("[=");
        int from = character();
        if (equivalent || peek() != '-' || nextIs("-]")) return CharacterSet.of(from);
        at++;
        if (nextIs("[:") || nextIs("[=")) throw isNoRange(begin);
        int to = character();
        if (to < from) throw wrong(begin, "the range ends before it begins; exchange the two");
        return CharacterSet.range(from, to);
    }

    private CharacterSet named() throws ExpressionException {
        int begin = at;
        var name = symbol(':');
        return CharacterSet.named(name)
                .map(set -> ignoreCase && (name.equals("upper") || name.equals("lower")) ? letters() : set)
                .orElseThrow(() -> wrong(
                        begin, "[:" + name + ":] is no class; there are " + String.join(", ", CharacterSet.names())));
    }

    private static CharacterSet letters() {
        return CharacterSet.named("alpha").orElseThrow();
    }

    /// One character, also as `[.-.]` or `[=a=]`.
    private int character() throws ExpressionException {
        int begin = at;
        Optional<String> symbol =
                nextIs("[.") ? Optional.of(symbol('.')) : nextIs("[=") ? Optional.of(symbol('=')) : Optional.empty();
        if (symbol.isPresent()) return only(begin, symbol.get());
        int character = peek();
        at += Character.charCount(character);
        return character;
    }

    private static int only(int begin, String symbol) throws ExpressionException {
        if (symbol.codePointCount(0, symbol.length()) == 1) return symbol.codePointAt(0);
        throw wrong(begin, "'" + symbol + "' is no single character: names of characters are not supported");
    }

    private String symbol(char sign) throws ExpressionException {
        int begin = at;
        int close = text.indexOf(sign + "]", at + 2);
        if (close < 0) throw wrong(begin, "[" + sign + " is never closed by " + sign + "]");
        at = close + 2;
        return text.substring(begin + 2, close);
    }

    private boolean nextIs(String sign) {
        return text.startsWith(sign, at);
    }

    private int peek() throws ExpressionException {
        if (at < text.length()) return text.codePointAt(at);
        throw wrong(start, "this [ is never closed; write \\[ for the character itself");
    }

    private static ExpressionException isNoRange(int begin) {
        return wrong(begin, "a - that is neither first nor last must stand between two characters");
    }

    private static ExpressionException wrong(int index, String why) {
        return new ExpressionException(index, why);
    }
}
