package dev.trivet.app.settings;

import java.util.List;
import java.util.Optional;

/// One thing that can be set: a flag of `trivet serve`, a key of its file, and mostly a method of the builder. This is
/// the one place where its name, range, default and meaning stand.
///
/// @param name in kebab-case; the flag has `--` before it
/// @param label stands for the value in the help; empty for a switch
/// @param byDefault empty: [#otherwise] tells what holds
/// @param otherwise what holds where nothing is set and there is no default: `no limit`
/// @param restart whether a running server cannot change it
/// @param description for the help, one entry for each line that must not be broken elsewhere; `{default}` in it is
///     replaced by the default
public record Key<T>(
        String name,
        Kind<T> kind,
        String label,
        Optional<T> byDefault,
        String otherwise,
        boolean restart,
        List<String> description) {

    static <T> Key<T> named(String name, Kind<T> kind) {
        return new Key<>(name, kind, "", Optional.empty(), "", false, List.of());
    }

    static Key<Boolean> on(String name) {
        return named(name, new Kind.Switch()).byDefault(false);
    }

    Key<T> label(String text) {
        return new Key<>(name, kind, text, byDefault, otherwise, restart, description);
    }

    Key<T> byDefault(T value) {
        return new Key<>(name, kind, label, Optional.of(value), otherwise, restart, description);
    }

    Key<T> otherwise(String words) {
        return new Key<>(name, kind, label, byDefault, words, restart, description);
    }

    Key<T> needsRestart() {
        return new Key<>(name, kind, label, byDefault, otherwise, true, description);
    }

    Key<T> says(String... lines) {
        return new Key<>(name, kind, label, byDefault, otherwise, restart, List.of(lines));
    }

    public String flag() {
        return "--" + name;
    }

    /// The default in words.
    public String defaultText() {
        return byDefault.map(kind::text).orElse(otherwise);
    }
}
