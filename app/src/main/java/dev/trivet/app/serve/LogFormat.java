package dev.trivet.app.serve;

import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The form of a line in the log.
enum LogFormat {
    /// For people: time, level, sentence.
    TEXT {
        @Override
        String line(LogEntry entry) {
            var level = entry.level().name().toLowerCase(Locale.ROOT);
            return entry.time().truncatedTo(ChronoUnit.MILLIS) + " " + level + " " + entry.summary();
        }
    },
    /// For programs: one object with time, level, event, message and the fields of the event.
    JSON {
        @Override
        String line(LogEntry entry) {
            var out = new StringWriter();
            try (var json = JsonMaker.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
                json.writeStartObject();
                json.writeStringProperty("time", entry.time().toString());
                json.writeStringProperty("level", entry.level().name().toLowerCase(Locale.ROOT));
                json.writeStringProperty("event", entry.event());
                json.writeStringProperty("message", entry.summary());
                entry.fields().forEach((key, value) -> write(json, key, value));
                json.writeEndObject();
            }
            return out.toString();
        }
    };

    abstract String line(LogEntry entry);

    /// Loaded with the first JSON line, so that text logs start without it.
    private static final class JsonMaker {
        static final JsonFactory FACTORY = new JsonFactory();
    }

    private static void write(JsonGenerator json, String key, Object value) {
        json.writeName(key);
        switch (value) {
            case Long number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Collection<?> list -> {
                json.writeStartArray();
                list.forEach(item -> json.writeString(item.toString()));
                json.writeEndArray();
            }
            default -> json.writeString(value.toString());
        }
    }
}
