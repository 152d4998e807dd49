package dev.trivet.app.settings;

import dev.trivet.app.Nearest;
import java.util.List;
import java.util.stream.Stream;

/// What to say of a key that is not known where it stands.
final class UnknownKey {
    /// More keys are a page of the documentation, not a hint.
    private static final int MOST_NAMED = 12;

    private UnknownKey() {}

    static String explained(String name, Table table) {
        var unknown = "unknown key '" + name + "' in " + table.header();
        var tables = table.tables().stream().map(Table::name).toList();
        var nearTable = Nearest.to(kebab(name), tables);
        if (nearTable.isPresent()) return unknown + "; is [[" + nearTable.get() + "]] meant?";
        var elsewhere = all(Tables.FILE)
                .filter(other -> !other.equals(table) && has(other, name))
                .findFirst();
        if (elsewhere.isPresent())
            return unknown + ": it belongs "
                    + (elsewhere.get().equals(Tables.FILE)
                            ? "above the first [[table]]"
                            : "into " + elsewhere.get().header());
        var known = names(table);
        return unknown
                + Nearest.to(kebab(name), known)
                        .map(near -> "; is '" + near + "' meant?")
                        .orElseGet(() -> known.size() <= MOST_NAMED
                                ? "; there are " + String.join(", ", known)
                                : "; 'trivet serve --help' names them all");
    }

    /// As keys are written: `maxBlksize` and `max_blksize` are near enough to be meant.
    private static String kebab(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1-$2").replace('_', '-');
    }

    private static boolean has(Table table, String name) {
        return names(table).contains(name);
    }

    private static List<String> names(Table table) {
        return Stream.concat(
                        table.keys().stream().map(Key::name),
                        table.tables().stream().map(Table::name))
                .toList();
    }

    private static Stream<Table> all(Table table) {
        return Stream.concat(Stream.of(table), table.tables().stream().flatMap(UnknownKey::all));
    }
}
