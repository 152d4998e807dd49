package dev.trivet.app;

/// Does what `trivet serve` was asked for, until it is told to end.
@FunctionalInterface
interface Serving {
    ExitCode serve(ServeSettings settings);
}
