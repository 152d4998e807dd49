package dev.trivet.remap;

import dev.trivet.posix.ExpressionException;
import dev.trivet.posix.PosixExpression;
import dev.trivet.wire.WireText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads the lines of a map file. Goes on behind a mistake: all of them are told at once.
final class RuleParser {
    /// A file with more is made by a program, which had better ask a function: each request goes through all of
    /// them.
    static final int MOST_RULES = 10_000;

    /// States of all expressions together: some 100 MB.
    private static final int MOST_STATES = 1_000_000;

    /// A file that is something else altogether need not be told line by line.
    private static final int MOST_PROBLEMS = 20;

    private static final int LONGEST_TEXT = 500;

    private final String fileName;
    private final List<MapRule> rules = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();
    private final List<Target> targets = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private int line;
    private int states;

    /// A jump whose label is known.
    private record Target(int line, int column, String label) {}

    RuleParser(String fileName) {
        this.fileName = fileName;
    }

    /// What the original takes without a word, and is hardly meant.
    List<String> remarks() {
        return List.copyOf(remarks.subList(0, Math.min(remarks.size(), MOST_PROBLEMS)));
    }

    List<MapRule> parse(String text) throws MapFileException {
        for (var each : text.split("\n", -1)) {
            line++;
            // As the original: lines may come from DOS, and NUL is nothing.
            rule(Token.of(each.replace("\r", "").replace("\0", ""))).ifPresent(rules::add);
            if (rules.size() > MOST_RULES || states > MOST_STATES) throw tooMany();
        }
        for (var target : targets)
            if (!labels.containsKey(target.label))
                wrong(
                        target.line,
                        target.column,
                        "there is no label ':" + target.label + "' to jump to; add that line");
        if (!problems.isEmpty()) throw new MapFileException(told());
        return List.copyOf(rules);
    }

    private MapFileException tooMany() {
        var why = "more than " + MOST_RULES + " rules, or expressions too large together: use fewer, more general ones";
        return new MapFileException(List.of(placed(line, 1, why)));
    }

    private List<String> told() {
        if (problems.size() <= MOST_PROBLEMS) return problems;
        var some = new ArrayList<>(problems.subList(0, MOST_PROBLEMS));
        some.add(fileName + ": and " + (problems.size() - MOST_PROBLEMS) + " more");
        return some;
    }

    private Optional<MapRule> rule(List<Token> tokens) {
        if (tokens.isEmpty()) return Optional.empty();
        var first = tokens.getFirst();
        return first.text().startsWith(":") ? label(tokens) : action(tokens);
    }

    private Optional<MapRule> label(List<Token> tokens) {
        var name = tokens.getFirst().text().substring(1);
        int before = problems.size();
        if (name.isEmpty()) wrong(tokens.getFirst().column(), "a label needs a name behind the colon, such as :end");
        if (tokens.size() > 1) ignored(tokens.get(1));
        var other = labels.putIfAbsent(name, line);
        if (other != null)
            wrong(
                    tokens.getFirst().column(),
                    "the label ':" + name + "' stands in line " + other + " already; rename one");
        return problems.size() == before ? Optional.of(new MapRule.Label(line, name)) : Optional.empty();
    }

    private Optional<MapRule> action(List<Token> tokens) {
        int before = problems.size();
        var letters = letters(tokens.getFirst());
        if (tokens.size() < 2) {
            wrong(
                    tokens.getFirst().column() + tokens.getFirst().text().length(),
                    "an expression is missing: LETTERS EXPRESSION [REPLACEMENT], such as r ^/ - to remove a slash");
            return Optional.empty();
        }
        var expression = expression(tokens.get(1), letters.contains(Letter.IGNORE_CASE));
        var replacement = Replacement.parse(tokens.size() > 2 ? tokens.get(2).text() : "");
        if (tokens.size() > 3) ignored(tokens.get(3));
        if (tokens.size() > 2) check(tokens.get(2), letters, expression, replacement);
        if (letters.contains(Letter.JUMP)) jump(tokens, replacement);
        return expression
                .filter(_ -> problems.size() == before)
                .map(compiled -> new MapRule.Action(line, written(tokens), letters, compiled, replacement));
    }

    private static String written(List<Token> tokens) {
        return tokens.stream().map(Token::text).collect(Collectors.joining(" "));
    }

    private Set<Letter> letters(Token token) {
        var letters = EnumSet.noneOf(Letter.class);
        for (int i = 0; i < token.text().length(); i++) {
            var letter = Letter.of(token.text().charAt(i), letters);
            if (letter.isEmpty())
                wrong(
                        token.column() + i,
                        "'" + token.text().charAt(i) + "' is no letter of a rule: there are " + Letter.ALL
                                + ", and # for a comment");
            letter.ifPresent(letters::add);
        }
        for (var pair : Letter.EXCLUSIVE) if (letters.containsAll(pair)) excludeEachOther(token, pair);
        return letters;
    }

    private void excludeEachOther(Token token, List<Letter> pair) {
        char one = pair.getFirst().sign();
        char other = pair.getLast().sign();
        int later = Math.max(token.text().indexOf(one), token.text().indexOf(other));
        wrong(
                token.column() + later,
                "'" + one + "' and '" + other + "' exclude each other in one rule; make two rules of it");
    }

    private Optional<PosixExpression> expression(Token token, boolean ignoreCase) {
        try {
            var expression = PosixExpression.compile(token.text(), ignoreCase);
            states += expression.states();
            return Optional.of(expression);
        } catch (ExpressionException e) {
            wrong(token.column() + e.index(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void check(
            Token token, Set<Letter> letters, Optional<PosixExpression> expression, Replacement replacement) {
        int groups = expression.map(PosixExpression::groups).orElse(Integer.MAX_VALUE);
        if (letters.stream().noneMatch(Letter.OF_REPLACEMENT::contains))
            remark(token.column(), "'" + token.text() + "' is not used: of r, a and j the rule has none");
        else if (replacement.highestGroup() > groups)
            remark(
                    token.column(),
                    "\\" + replacement.highestGroup() + " is always empty: the expression has " + groups
                            + " groups; put ( ) around what is meant");
    }

    private void jump(List<Token> tokens, Replacement replacement) {
        if (replacement.isEmpty())
            wrong(tokens.getFirst().column(), "'j' needs the label to jump to as the third word");
        else
            replacement
                    .constant()
                    .ifPresent(
                            label -> targets.add(new Target(line, tokens.get(2).column(), label)));
    }

    private void ignored(Token token) {
        remark(
                token.column(),
                "'" + token.text()
                        + "' and what follows is not used; write \\ before a blank that belongs to a word, and #"
                        + " before a comment");
    }

    private void remark(int column, String text) {
        remarks.add(placed(line, column, text));
    }

    private void wrong(int column, String text) {
        wrong(line, column, text);
    }

    private void wrong(int where, int column, String text) {
        problems.add(placed(where, column, text));
    }

    private String placed(int where, int column, String text) {
        return fileName + ":" + where + ":" + column + ": " + WireText.printable(text, LONGEST_TEXT);
    }
}
