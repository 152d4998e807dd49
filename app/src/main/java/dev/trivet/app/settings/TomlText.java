package dev.trivet.app.settings;

import java.util.List;
import java.util.stream.Collectors;

/// Settings as TOML that gives the same settings again.
public final class TomlText {
    private TomlText() {}

    /// With every default that is a value: what holds shall be seen.
    ///
    /// @param settings with a root
    public static String of(ServeSettings settings) {
        var text = new StringBuilder();
        append(text, settings.server(), serverKeys(), true);
        for (var root : settings.roots()) {
            text.append("\n[[root]]\n");
            append(text, root.values(), Tables.ROOT.keys(), true);
            for (var rule : root.rules()) {
                text.append("\n[[root.rule]]\n");
                append(text, rule, Tables.RULE.keys(), false);
            }
        }
        for (var client : settings.clients()) {
            text.append("\n[[client]]\n");
            append(text, client, Tables.CLIENT.keys(), false);
        }
        return text.toString();
    }

    private static List<Key<?>> serverKeys() {
        return Tables.FILE.keys().stream()
                .filter(key -> !Keys.ROOT_DEFAULTS.contains(key))
                .toList();
    }

    private static void append(StringBuilder text, Values values, List<Key<?>> keys, boolean defaultsToo) {
        for (var key : keys) if (defaultsToo || values.has(key)) append(text, values, key);
    }

    private static <T> void append(StringBuilder text, Values values, Key<T> key) {
        values.find(key)
                .ifPresent(value -> text.append(key.name())
                        .append(" = ")
                        .append(value(key.kind(), value))
                        .append('\n'));
    }

    /// A value as it stands in TOML.
    static <T> String value(Kind<T> kind, T value) {
        return switch (kind) {
            case Kind.Many<?> many -> list(many, value);
            default -> literal(kind.form(), kind.text(value));
        };
    }

    @SuppressWarnings("unchecked") // a kind of many has lists for values
    private static <E> String list(Kind.Many<E> many, Object values) {
        return ((List<E>) values)
                .stream()
                        .map(each -> literal(many.each().form(), many.each().text(each)))
                        .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String literal(Form form, String text) {
        boolean bare = switch (form) {
            case BOOLEAN, INTEGER -> true;
            case SIZE -> Character.isDigit(text.charAt(text.length() - 1));
            case STRING, LIST -> false;
        };
        return bare ? text : quoted(text);
    }

    /// A basic string (TOML 1.0, "String"): backslash, quote and control characters are escaped.
    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') quoted.append('\\').append((char) c);
            else if (Character.isISOControl(c)) quoted.append(String.format("\\u%04X", c));
            else quoted.append((char) c);
        });
        return quoted.append('"').toString();
    }
}
