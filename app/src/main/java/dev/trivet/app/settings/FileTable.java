package dev.trivet.app.settings;

import java.util.List;
import java.util.Map;

/// A table as it stood in a file.
///
/// @param places of what is set, by key
/// @param tables those within it, in their order, by name; no list is empty
record FileTable(Place place, Values values, Map<Key<?>, Place> places, Map<String, List<FileTable>> tables) {
    List<FileTable> tables(Table kind) {
        return tables.getOrDefault(kind.name(), List.of());
    }
}
