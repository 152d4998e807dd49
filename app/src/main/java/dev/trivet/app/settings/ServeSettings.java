package dev.trivet.app.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Everything `trivet serve` was told, in range: file and flags together.
///
/// @param server keys that hold for the whole server
/// @param roots in order; empty: `./tftpboot`, made where it is missing
/// @param defaults for that root
/// @param clients in order
/// @param places where the keys for the whole server stand in the file, as `FILE:LINE:COLUMN`
public record ServeSettings(
        Values server, List<Root> roots, Values defaults, List<Values> clients, Map<Key<?>, String> places) {
    public ServeSettings {
        roots = List.copyOf(roots);
        clients = List.copyOf(clients);
        places = Map.copyOf(places);
    }

    /// A directory and how it is served.
    ///
    /// @param values with the defaults that stood above all roots
    /// @param rules in order
    /// @param place where it stands in the file; empty: nowhere
    public record Root(Values values, List<Values> rules, Optional<String> place) {
        public Root {
            rules = List.copyOf(rules);
        }

        /// What a message about it begins with.
        public String prefix() {
            return place.map(text -> text + ": ").orElse("");
        }

        public Path directory() {
            return values.get(Tables.DIRECTORY);
        }
    }

    /// Flags win over the file, wherever in it the same key stands; a directory replaces its roots.
    ///
    /// @param path of the file, for places in it
    static ServeSettings of(Optional<Path> directory, Values flags, FileTable file, Path path) {
        var above = withoutContradiction(flags, file.values());
        var defaults = flags.over(above).only(Keys.ROOT_DEFAULTS);
        var roots = directory.isPresent()
                ? Stream.of(at(directory.get(), defaults))
                : file.tables(Tables.ROOT).stream().map(root -> root(flags, root, defaults, place(path, root)));
        return new ServeSettings(
                flags.over(above).without(Keys.ROOT_DEFAULTS),
                roots.toList(),
                defaults,
                file.tables(Tables.CLIENT).stream().map(FileTable::values).toList(),
                places(file, path));
    }

    private static Optional<String> place(Path path, FileTable root) {
        return path.toString().isEmpty() ? Optional.empty() : Optional.of(path + ":" + root.place());
    }

    private static Map<Key<?>, String> places(FileTable file, Path path) {
        var places = new HashMap<Key<?>, String>();
        file.places().forEach((key, place) -> places.put(key, path + ":" + place));
        return places;
    }

    /// `--quiet` on the command line takes back `verbose` in the file, and the other way round.
    private static Values withoutContradiction(Values flags, Values file) {
        return flags.has(Keys.QUIET) || flags.has(Keys.VERBOSE) ? file.without(Set.of(Keys.QUIET, Keys.VERBOSE)) : file;
    }

    private static Root root(Values flags, FileTable root, Values defaults, Optional<String> place) {
        var rules = new ArrayList<Values>();
        for (var rule : root.tables(Tables.RULE)) {
            var left = rule.values().without(flags.only(Keys.ROOT_DEFAULTS).keys());
            if (!left.without(Tables.OF_CONDITION).keys().isEmpty()) rules.add(left);
        }
        return new Root(flags.only(Keys.ROOT_DEFAULTS).over(root.values()).over(defaults), rules, place);
    }

    private static Root at(Path directory, Values defaults) {
        return new Root(defaults.with(Tables.DIRECTORY, directory), List.of(), Optional.empty());
    }

    /// The same with a root where none is named.
    ///
    /// @param place in place of none
    public ServeSettings withRoot(Path place) {
        return roots.isEmpty()
                ? new ServeSettings(server, List.of(at(place, defaults)), defaults, clients, places)
                : this;
    }

    /// What a message about that key begins with: its place in the file, if it has one.
    public String place(Key<?> key) {
        return places.containsKey(key) ? places.get(key) + ": " : "";
    }

    public <T> T get(Key<T> key) {
        return server.get(key);
    }

    public <T> Optional<T> find(Key<T> key) {
        return server.find(key);
    }
}
