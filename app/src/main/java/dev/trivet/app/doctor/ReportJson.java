package dev.trivet.app.doctor;

import dev.trivet.app.WordText;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The report for programs: one object, whose names are a promise (`docs/doctor.md`).
final class ReportJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private ReportJson() {}

    static String of(Examination examination) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeNumberProperty("exit-code", examination.exitCode().number());
            json.writeNumberProperty("problems", examination.count(Level.PROBLEM));
            json.writeNumberProperty("warnings", examination.count(Level.WARNING));
            json.writeArrayPropertyStart("findings");
            for (var finding : examination.findings()) write(json, finding);
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Finding finding) {
        json.writeStartObject();
        json.writeStringProperty("id", finding.id());
        json.writeStringProperty("level", WordText.of(finding.level()));
        json.writeStringProperty("what", finding.what());
        json.writeStringProperty("why", finding.why());
        json.writeStringProperty("remedy", finding.remedy());
        json.writeEndObject();
    }
}
