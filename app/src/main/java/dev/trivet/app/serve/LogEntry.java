package dev.trivet.app.serve;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One line of the log, before it has a form. Text and JSON carry the same fields.
///
/// @param event a word for machines: `ended`, `refused` ...
/// @param summary a sentence for people, without control characters
/// @param fields everything the sentence says, and more; values are strings, numbers or lists of strings
record LogEntry(Instant time, Level level, String event, String summary, Map<String, Object> fields) {
    /// With a field of each kind, to try a form on.
    static final LogEntry SAMPLE =
            new LogEntry(Instant.EPOCH, Level.DEBUG, "sample", "", Map.of("number", 1, "text", ""));

    enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    /// Collects fields in order and leaves out what is absent.
    static final class Fields {
        private final Map<String, Object> map = new LinkedHashMap<>();

        Fields put(String key, Object value) {
            map.put(key, value);
            return this;
        }

        Fields put(String key, Optional<?> value) {
            value.ifPresent(v -> map.put(key, v));
            return this;
        }

        Fields putText(String key, String value) {
            if (!value.isEmpty()) map.put(key, value);
            return this;
        }

        Map<String, Object> map() {
            return map;
        }
    }
}
