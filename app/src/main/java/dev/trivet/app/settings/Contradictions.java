package dev.trivet.app.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;

/// Values that are right alone but not together.
final class Contradictions {
    private Contradictions() {}

    static void find(FileTable file, Problems problems) {
        if (file.values().get(Keys.VERBOSE) && file.values().get(Keys.QUIET))
            problems.add(place(file, Keys.QUIET), "'verbose' and 'quiet' exclude each other: keep one");
        var roots = file.tables(Tables.ROOT);
        twice(
                        roots,
                        root -> List.of(
                                root.values().given(Tables.DIRECTORY),
                                root.values().given(Tables.PREFIX)))
                .forEach(root -> problems.add(root.place(), "this directory is served with this prefix already above"));
        twice(file.tables(Tables.CLIENT), client -> client.values().given(Tables.MATCH))
                .forEach(client -> problems.add(
                        place(client, Tables.MATCH), "a [[client]] above has the same match: make one of them"));
        roots.stream().flatMap(root -> root.tables(Tables.RULE).stream()).forEach(rule -> checkRule(rule, problems));
    }

    private static void checkRule(FileTable rule, Problems problems) {
        if (rule.values().without(Tables.OF_CONDITION).keys().isEmpty())
            problems.add(rule.place(), "this rule says nothing: give it 'read', 'write' or 'max-upload'");
    }

    /// Those that say the same as one before them.
    private static List<FileTable> twice(List<FileTable> tables, Function<FileTable, Object> what) {
        var seen = new HashMap<Object, FileTable>();
        var again = new ArrayList<FileTable>();
        for (var table : tables) if (seen.putIfAbsent(what.apply(table), table) != null) again.add(table);
        return again;
    }

    private static Place place(FileTable table, Key<?> key) {
        return table.places().getOrDefault(key, table.place());
    }
}
