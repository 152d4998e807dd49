package dev.trivet.app.serve;

import dev.trivet.app.settings.LogFormat;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A [LogEntry] as a line.
final class LogLine {
    private static final String PROGRAM = LogOutput.program(LogFormat.TFTPD_HPA) + "["
            + ProcessHandle.current().pid() + "]: ";

    private LogLine() {}

    /// @param withTime false: whoever gets the line adds time, level and program
    static String of(LogEntry entry, LogFormat format, boolean withTime) {
        return switch (format) {
            case TEXT -> withTime ? text(entry) : entry.summary();
            case JSON -> json(entry);
            case TFTPD_HPA -> entry.summary();
        };
    }

    /// As a log daemon would write it, but for the time.
    ///
    /// @param withProgram false: the log daemon adds it
    static String of(HpaLines.Line line, boolean withProgram) {
        return withProgram ? PROGRAM + line.text() : line.text();
    }

    private static String text(LogEntry entry) {
        return entry.time().truncatedTo(ChronoUnit.MILLIS) + " " + level(entry) + " " + entry.summary();
    }

    private static String json(LogEntry entry) {
        var out = new StringWriter();
        try (var json = JsonMaker.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("time", entry.time().toString());
            json.writeStringProperty("level", level(entry));
            json.writeStringProperty("event", entry.event());
            json.writeStringProperty("message", entry.summary());
            entry.fields().forEach((key, value) -> write(json, key, value));
            json.writeEndObject();
        }
        return out.toString();
    }

    private static String level(LogEntry entry) {
        return entry.level().name().toLowerCase(Locale.ROOT);
    }

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
