package dev.trivet.app.hpa;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Variables that a file for the shell sets, such as /etc/default/tftpd-hpa, read without running it: assignments with
/// quotes, comments, `export` and `;`. What a shell would have to work out (`$VAR`, `$(...)`, backticks, commands) is
/// refused, with its line.
final class ShellVariables {
    private static final String SEPARATORS = " \t\r\n;";

    /// Characters that mean something to a shell, outside of quotes.
    private static final String SPECIAL = "&|<>()";

    private final String text;
    private final Map<Integer, String> problems = new TreeMap<>();
    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private int at;
    private int line = 1;

    private ShellVariables(String text) {
        this.text = text;
    }

    /// @param line where it was set last, from 1
    record Variable(String value, int line) {}

    /// What a file says.
    ///
    /// @param variables by name; of several assignments the last, as in a shell
    /// @param problems each with its line in front: `3: ...`
    record Found(Map<String, Variable> variables, List<String> problems) {}

    static Found in(String text) {
        var reading = new ShellVariables(text);
        while (reading.at < text.length()) reading.next();
        return new Found(
                reading.variables,
                reading.problems.entrySet().stream()
                        .map(problem -> problem.getKey() + ": " + problem.getValue())
                        .toList());
    }

    private void next() {
        char c = text.charAt(at);
        if (c == '\\' && startsLine(at + 1)) skipLineEnd();
        else if (SEPARATORS.indexOf(c) >= 0) skip();
        else if (c == '#') while (at < text.length() && text.charAt(at) != '\n') at++;
        else assignment();
    }

    private boolean startsLine(int place) {
        return text.startsWith("\n", place) || text.startsWith("\r\n", place);
    }

    /// A backslash at the end of a line joins it with the next.
    private void skipLineEnd() {
        at = text.indexOf('\n', at) + 1;
        line++;
    }

    private void skip() {
        if (text.charAt(at++) == '\n') line++;
    }

    private void assignment() {
        int start = line;
        var word = word();
        if (word.equals("export")) return;
        int equals = word.indexOf('=');
        if (equals > 0 && word.substring(0, equals).matches("[A-Za-z_][A-Za-z0-9_]*"))
            variables.put(word.substring(0, equals), new Variable(word.substring(equals + 1), start));
        else
            problem(
                    start,
                    "'" + word + "' is a command for a shell, and none is run: only NAME=\"value\" is read here");
    }

    /// Up to white space that no quote protects.
    private String word() {
        var word = new StringBuilder();
        while (at < text.length() && SEPARATORS.indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at);
            if (c == '\'') quoted(word);
            else if (c == '"') doubleQuoted(word);
            else if (c == '\\' && startsLine(at + 1)) skipLineEnd();
            else if (c == '\\' && at + 1 < text.length()) word.append(take(2).charAt(1));
            else plain(word, c, SPECIAL);
        }
        return word.toString();
    }

    private String take(int count) {
        var taken = text.substring(at, at + count);
        at += count;
        line += (int) taken.chars().filter(c -> c == '\n').count();
        return taken;
    }

    private void plain(StringBuilder word, char c, String special) {
        if (c == '$' || c == '`')
            problem(line, "'" + upToSpace() + "' needs a shell, and none is run: write the value itself");
        else if (special.indexOf(c) >= 0) problem(line, "'" + c + "' needs a shell, and none is run: put it in quotes");
        word.append(take(1));
    }

    private String upToSpace() {
        int end = at;
        while (end < text.length() && " \t\r\n\";".indexOf(text.charAt(end)) < 0) end++;
        return text.substring(at, end);
    }

    private void quoted(StringBuilder word) {
        int end = text.indexOf('\'', at + 1);
        if (end < 0) {
            unclosed(at);
            return;
        }
        word.append(text, at + 1, end);
        take(end + 1 - at);
    }

    private void doubleQuoted(StringBuilder word) {
        int start = at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at);
            if (c == '\\' && startsLine(at + 1)) skipLineEnd();
            else if (c == '\\' && at + 1 < text.length()) escaped(word);
            else plain(word, c, "");
        }
        if (at == text.length()) unclosed(start);
        else at++;
    }

    /// Between double quotes a backslash protects only what would mean something there.
    private void escaped(StringBuilder word) {
        var two = take(2);
        word.append("$`\"\\".indexOf(two.charAt(1)) >= 0 ? two.substring(1) : two);
    }

    private void unclosed(int start) {
        int opened = 1
                + (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
        problem(opened, "the quote that opens here is never closed");
        at = text.length();
    }

    /// The first of a line: what follows it may be its consequence.
    private void problem(int where, String what) {
        problems.putIfAbsent(where, what);
    }
}
