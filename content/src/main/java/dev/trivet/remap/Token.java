package dev.trivet.remap;

import java.util.ArrayList;
import java.util.List;

/// A word of a line, escapes and all.
///
/// @param column of its first character, from 1
record Token(String text, int column) {

    /// Words end at blanks and at `#`, which begins a comment; a backslash takes either its meaning.
    static List<Token> of(String line) {
        var tokens = new ArrayList<Token>();
        int at = 0;
        while (at < line.length() && line.charAt(at) != '#') {
            int end = end(line, at);
            if (end > at) tokens.add(new Token(line.substring(at, end), at + 1));
            at = Math.max(end, at + 1);
            if (end < line.length() && line.charAt(end) == '#') break;
        }
        return tokens;
    }

    private static int end(String line, int from) {
        boolean escaped = false;
        int at = from;
        while (at < line.length() && (escaped || !isEnd(line.charAt(at)))) {
            escaped = !escaped && line.charAt(at) == '\\';
            at++;
        }
        return at;
    }

    private static boolean isEnd(char character) {
        return character == '#' || character == ' ' || character >= '\t' && character <= '\r';
    }
}
