package dev.trivet.app.settings;

import java.util.List;
import java.util.Optional;

/// A table of the file: which keys and which tables may stand in it.
///
/// @param name empty for the file itself
/// @param required those it cannot do without
/// @param tables may be there several times
public record Table(String name, List<Key<?>> keys, List<Key<?>> required, List<Table> tables) {

    Optional<Key<?>> key(String wanted) {
        return keys.stream()
                .filter(key -> key.name().equals(wanted))
                .findFirst()
                .map(key -> key);
    }

    Optional<Table> table(String wanted) {
        return tables.stream().filter(table -> table.name().equals(wanted)).findFirst();
    }

    /// As it is written in the file.
    String header() {
        return name.isEmpty() ? "the file" : "[[" + name + "]]";
    }
}
