package dev.trivet.posix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// POSIX's words taken literally: tries everything, and so is of use for a few characters only.
final class Model {
    private final Node root;
    private final int groups;
    private final int[] text;
    private final Map<List<Object>, Boolean> known = new HashMap<>();
    private final Map<List<Object>, Set<List<Integer>>> told = new HashMap<>();

    Model(String expression, boolean ignoreCase, String text) throws ExpressionException {
        var parser = new ExpressionParser(expression, ignoreCase);
        root = parser.parse();
        groups = parser.groups();
        this.text = text.codePoints().toArray();
    }

    Optional<int[]> match() {
        for (int start = 0; start <= text.length; start++) {
            for (int end = text.length; end >= start; end--) {
                if (matches(root, start, end)) return Optional.of(groups(start, end));
            }
        }
        return Optional.empty();
    }

    /// Whether there is only one way to match that piece of text, as far as groups can tell.
    boolean isUnambiguous(int start, int end) {
        return ways(root, start, end).size() == 1;
    }

    private int[] groups(int start, int end) {
        var bounds = new int[2 * (groups + 1)];
        Arrays.fill(bounds, -1);
        bounds[0] = start;
        bounds[1] = end;
        assign(root, start, end, bounds);
        return bounds;
    }

    private boolean matches(Node node, int from, int to) {
        var key = List.<Object>of(node, from, to);
        var before = known.get(key);
        if (before != null) return before;
        boolean answer = look(node, from, to);
        known.put(key, answer);
        return answer;
    }

    private boolean look(Node node, int from, int to) {
        return switch (node) {
            case Node.One(var set) -> to == from + 1 && set.has(text[from]);
            case Node.At(var place) -> to == from && place.holds(text, from);
            case Node.Sequence(var parts) -> sequence(parts, from, to);
            case Node.Choice(var branches) -> branches.stream().anyMatch(each -> matches(each, from, to));
            case Node.Group group -> matches(group.body(), from, to);
            case Node.Repeat repeat -> rounds(repeat, 0, from, to);
        };
    }

    private boolean sequence(List<Node> parts, int from, int to) {
        if (parts.isEmpty()) return from == to;
        for (int cut = from; cut <= to; cut++)
            if (matches(parts.getFirst(), from, cut) && sequence(parts.subList(1, parts.size()), cut, to)) return true;
        return false;
    }

    /// @param gone rounds so far; those beyond the least must match something
    private boolean rounds(Node.Repeat repeat, int gone, int from, int to) {
        if (gone >= repeat.least() && from == to) return true;
        if (repeat.most() != Node.Repeat.ENDLESS && gone == repeat.most()) return false;
        for (int cut = gone < repeat.least() ? from : from + 1; cut <= to; cut++)
            if (matches(repeat.body(), from, cut) && rounds(repeat, gone + 1, cut, to)) return true;
        return false;
    }

    private void assign(Node node, int from, int to, int[] bounds) {
        switch (node) {
            case Node.One _, Node.At _ -> {}
            case Node.Sequence(var parts) -> assign(parts, from, to, bounds);
            case Node.Choice(var branches) ->
                assign(
                        branches.stream()
                                .filter(each -> matches(each, from, to))
                                .findFirst()
                                .orElseThrow(),
                        from,
                        to,
                        bounds);
            case Node.Group(int number, var body) -> {
                bounds[2 * number] = from;
                bounds[2 * number + 1] = to;
                assign(body, from, to, bounds);
            }
            case Node.Repeat repeat -> {
                if (from == to && repeat.least() == 0) {
                    if (matches(repeat.body(), from, to)) assign(repeat.body(), from, to, bounds);
                } else assignRounds(repeat, 0, from, to, bounds);
            }
        }
    }

    private void assign(List<Node> parts, int from, int to, int[] bounds) {
        if (parts.isEmpty()) return;
        var rest = parts.subList(1, parts.size());
        int cut = to;
        while (!(matches(parts.getFirst(), from, cut) && sequence(rest, cut, to))) cut--;
        assign(parts.getFirst(), from, cut, bounds);
        assign(rest, cut, to, bounds);
    }

    private void assignRounds(Node.Repeat repeat, int gone, int from, int to, int[] bounds) {
        if (gone >= repeat.least() && from == to) return;
        int cut = to;
        while (!(matches(repeat.body(), from, cut) && rounds(repeat, gone + 1, cut, to))) cut--;
        forget(repeat.body(), bounds);
        assign(repeat.body(), from, cut, bounds);
        assignRounds(repeat, gone + 1, cut, to, bounds);
    }

    private static void forget(Node node, int[] bounds) {
        switch (node) {
            case Node.One _, Node.At _ -> {}
            case Node.Sequence(var parts) -> parts.forEach(each -> forget(each, bounds));
            case Node.Choice(var branches) -> branches.forEach(each -> forget(each, bounds));
            case Node.Repeat repeat -> forget(repeat.body(), bounds);
            case Node.Group(int number, var body) -> {
                bounds[2 * number] = -1;
                bounds[2 * number + 1] = -1;
                forget(body, bounds);
            }
        }
    }

    // --- all ways

    /// Ways as what their groups match, in order, rounds of a repetition each for itself; more than two are not
    /// all told.
    private Set<List<Integer>> ways(Node node, int from, int to) {
        if (!matches(node, from, to)) return Set.of();
        var key = List.<Object>of(node, from, to);
        var before = told.get(key);
        if (before != null) return before;
        var all = allWays(node, from, to);
        told.put(key, all);
        return all;
    }

    private Set<List<Integer>> allWays(Node node, int from, int to) {
        return switch (node) {
            case Node.One _, Node.At _ -> matches(node, from, to) ? Set.of(List.of()) : Set.of();
            case Node.Sequence(var parts) -> ways(parts, from, to);
            case Node.Choice(var branches) -> {
                var all = new HashSet<List<Integer>>();
                for (int i = 0; i < branches.size(); i++)
                    all.addAll(and(Set.of(List.of(-2, i)), ways(branches.get(i), from, to)));
                yield all;
            }
            case Node.Group(int number, var body) -> and(Set.of(List.of(number, from, to)), ways(body, from, to));
            case Node.Repeat repeat -> waysOfRounds(repeat, 0, from, to);
        };
    }

    private Set<List<Integer>> ways(List<Node> parts, int from, int to) {
        if (parts.isEmpty()) return from == to ? Set.of(List.of()) : Set.of();
        var all = new HashSet<List<Integer>>();
        var rest = parts.subList(1, parts.size());
        for (int cut = from; cut <= to; cut++)
            if (sequence(rest, cut, to)) all.addAll(and(ways(parts.getFirst(), from, cut), ways(rest, cut, to)));
        return all;
    }

    private Set<List<Integer>> waysOfRounds(Node.Repeat repeat, int gone, int from, int to) {
        var all = new HashSet<List<Integer>>();
        if (gone >= repeat.least() && from == to) all.add(List.of());
        if (repeat.most() != Node.Repeat.ENDLESS && gone == repeat.most()) return all;
        if (from == to) all.addAll(ways(repeat.body(), from, to)); // an empty round more, as glibc has it
        for (int cut = gone < repeat.least() ? from : from + 1; cut <= to; cut++)
            if (rounds(repeat, gone + 1, cut, to))
                all.addAll(and(ways(repeat.body(), from, cut), waysOfRounds(repeat, gone + 1, cut, to)));
        return all;
    }

    private static Set<List<Integer>> and(Set<List<Integer>> first, Set<List<Integer>> then) {
        var all = new HashSet<List<Integer>>();
        for (var one : first) for (var other : then) if (all.size() < 2) all.add(joined(one, other));
        return all; // two are too many already: the others need not be told
    }

    private static List<Integer> joined(List<Integer> one, List<Integer> other) {
        var all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }
}
