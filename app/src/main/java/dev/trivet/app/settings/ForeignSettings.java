package dev.trivet.app.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Settings in the words of another program: its command line, its configuration file.
public interface ForeignSettings {
    /// What a reload reads again; empty: nothing.
    Optional<Path> rereads();

    /// What they mean.
    Meaning read() throws SettingsException;

    /// @param server keys for the whole server, and defaults for roots
    /// @param roots keys of each
    record Meaning(Values server, List<Values> roots) {
        private static final Place NOWHERE = new Place(1, 1);

        FileTable asFile() {
            var tables = roots.stream()
                    .map(root -> new FileTable(NOWHERE, root, Map.of(), Map.of()))
                    .toList();
            return new FileTable(
                    NOWHERE, server, Map.of(), roots.isEmpty() ? Map.of() : Map.of(Tables.ROOT.name(), tables));
        }
    }
}
