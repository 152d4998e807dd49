package dev.trivet.app.serve;

import dev.trivet.app.ExitCode;
import dev.trivet.app.settings.ServeSettings;
import dev.trivet.app.settings.SettingsSource;

/// Does what `trivet serve` was asked for, until it is told to end.
@FunctionalInterface
interface Serving {
    /// @param source of these settings, for a reload
    ExitCode serve(ServeSettings settings, SettingsSource source);
}
