package dev.trivet.app.serve;

import dev.trivet.app.ExitCode;

/// Does what `trivet serve` was asked for, until it is told to end.
@FunctionalInterface
interface Serving {
    ExitCode serve(ServeSettings settings);
}
