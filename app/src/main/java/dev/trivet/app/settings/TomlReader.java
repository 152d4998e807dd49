package dev.trivet.app.settings;

import dev.trivet.app.settings.Kind.Many;
import dev.trivet.app.settings.Kind.One;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// TOML to values in range, by the [Table] that says what may stand where. The one place that knows the TOML library,
/// which is loaded with it.
final class TomlReader {
    private final List<String> lines;
    private final Path folder;
    private final Problems problems;

    private TomlReader(String text, Path folder, Problems problems) {
        this.lines = text.lines().toList();
        this.folder = folder;
        this.problems = problems;
    }

    /// @param file whose folder relative paths start from
    /// @throws SettingsException with everything that is wrong
    static FileTable read(String text, Path file, Table table, Problems problems) throws SettingsException {
        var toml = Toml.parse(text);
        boolean readable = true;
        for (var error : toml.errors()) {
            var what = String.valueOf(error.getMessage());
            problems.add(place(error.position()), syntax(what));
            // A key given twice is the one mistake behind which everything still is what it says.
            readable &= what.contains("previously defined");
        }
        // What stands behind a mistake in the syntax is not what was meant.
        if (!readable) problems.throwIfAny();
        var folder = file.toAbsolutePath().getParent();
        return new TomlReader(text, folder == null ? Path.of("") : folder, problems)
                .table(toml, table, new Place(1, 1));
    }

    private static String syntax(String what) {
        return what.contains("expected ', \"") ? what + "; texts stand in quotes" : what;
    }

    private FileTable table(TomlTable toml, Table table, Place start) {
        var values = Values.NONE;
        var places = new HashMap<Key<?>, Place>();
        var tables = new HashMap<String, List<FileTable>>();
        for (var name : toml.keySet()) {
            var place = place(toml, name);
            var key = table.key(name);
            var inner = table.table(name);
            if (key.isPresent()) {
                values = with(values, key.get(), value(toml, name), place);
                places.put(key.get(), place);
            } else if (inner.isPresent()) {
                tables.put(name, tables(value(toml, name), inner.get(), place));
            } else {
                problems.add(place, UnknownKey.explained(name, table));
            }
        }
        for (var missing : table.required()) {
            if (!places.containsKey(missing)) problems.add(start, table.header() + " needs '" + missing.name() + "'");
        }
        return new FileTable(start, values, Map.copyOf(places), Map.copyOf(tables));
    }

    private List<FileTable> tables(Object value, Table table, Place place) {
        if (!(value instanceof TomlArray array)) {
            problems.add(place, notTables(table));
            return List.of();
        }
        var read = new ArrayList<FileTable>();
        for (int i = 0; i < array.size(); i++) {
            var each = element(array, i);
            if (array.get(i) instanceof TomlTable inner) read.add(table(inner, table, each));
            else problems.add(each, notTables(table));
        }
        return List.copyOf(read);
    }

    private static String notTables(Table table) {
        return "'" + table.name() + "' is a list of tables: write " + table.header() + " above each";
    }

    private <T> Values with(Values values, Key<T> key, Object found, Place place) {
        var value = value(key, key.kind(), found, place);
        return value.isPresent() ? values.with(key, value.get()) : values;
    }

    @SuppressWarnings("unchecked") // T is what the kind says: Boolean for a switch, a list for many
    private <T> Optional<T> value(Key<T> key, Kind<T> kind, Object found, Place place) {
        return switch (kind) {
            case Kind.Switch _ when found instanceof Boolean -> Optional.of((T) found);
            case Kind.Switch _ -> wrongForm(key, kind, found, place);
            case One<T> one -> one(key, one, found, place);
            case Many<?> many -> (Optional<T>) many(key, many.each(), found, place);
        };
    }

    private <E> Optional<E> one(Key<?> key, One<E> kind, Object found, Place place) {
        boolean fits = switch (kind.form()) {
            case STRING -> found instanceof String;
            case INTEGER -> found instanceof Long;
            case SIZE -> found instanceof String || found instanceof Long;
            case BOOLEAN, LIST -> false;
        };
        if (!fits) return wrongForm(key, kind, found, place);
        try {
            return Optional.of(kind.parse().parse(found.toString(), folder));
        } catch (IllegalArgumentException e) {
            problems.add(place, key.name() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private <E> Optional<List<E>> many(Key<?> key, One<E> kind, Object found, Place place) {
        if (!(found instanceof TomlArray array))
            return one(key, kind, found, place).map(List::of);
        if (array.isEmpty())
            problems.add(
                    place,
                    key.name() + ": an empty list says nothing; leave the key out (then it is " + key.defaultText()
                            + ")");
        var values = new ArrayList<E>();
        for (int i = 0; i < array.size(); i++) {
            var each = element(array, i);
            one(key, kind, array.get(i), each).ifPresent(value -> {
                if (values.contains(value))
                    problems.add(each, key.name() + ": " + kind.print().apply(value) + " stands here twice");
                else values.add(value);
            });
        }
        return Optional.of(List.copyOf(values));
    }

    private <T> Optional<T> wrongForm(Key<?> key, Kind<?> kind, Object found, Place place) {
        var range = kind instanceof Kind.Switch ? "" : " (" + kind.words() + ")";
        boolean quoted = found instanceof String text && kind.form() != Form.STRING && text.matches("true|false|\\d+");
        var remedy = quoted ? "; leave out the quotes" : "";
        problems.add(
                place, key.name() + ": expected " + kind.form().words() + range + ", found " + formOf(found) + remedy);
        return Optional.empty();
    }

    private static String formOf(Object found) {
        return switch (found) {
            case Boolean value -> value.toString();
            case Long number -> "the number " + number;
            case Double number -> "the number " + number;
            case String text -> "the text \"" + text + "\"";
            case TomlArray _ -> "a list";
            case TomlTable _ -> "a table";
            default -> "a date or time";
        };
    }

    /// The library's position of an element is where the space, line ends and comments before it begin.
    private Place element(TomlArray array, int index) {
        var place = place(array.inputPositionOf(index));
        int line = place.line() - 1;
        int column = place.column() - 1;
        while (line < lines.size()) {
            var rest =
                    lines.get(line).substring(Math.min(column, lines.get(line).length()));
            if (!rest.isBlank() && !rest.strip().startsWith("#"))
                return new Place(
                        line + 1,
                        column + 1 + rest.length() - rest.stripLeading().length());
            line++;
            column = 0;
        }
        return place;
    }

    // Names are looked up as lists of one: as texts they would be taken apart at dots.

    private static Object value(TomlTable toml, String name) {
        return Optional.ofNullable(toml.get(List.of(name))).orElseThrow();
    }

    private static Place place(TomlTable toml, String name) {
        return place(Optional.ofNullable(toml.inputPositionOf(List.of(name))).orElseThrow());
    }

    private static Place place(TomlPosition position) {
        return new Place(position.line(), position.column());
    }
}
