package dev.trivet.app.load;

import dev.trivet.app.transfer.Text;
import dev.trivet.wire.ErrorCode;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The report for programs: one object, whose names are a promise (`docs/load.md`).
final class ReportJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final double MILLION = 1e6;
    private static final double THOUSAND = 1e3;

    private ReportJson() {}

    static String of(LoadReport report) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            what(json, report);
            totals(json, report);
            times(json, "transfer", report.whole());
            times(json, "first-block", report.firstBlock());
            granted(json, report);
            slowest(json, report);
            failures(json, report);
            violations(json, report);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void what(JsonGenerator json, LoadReport report) {
        var plan = report.plan();
        json.writeStringProperty("uri", plan.target().shown());
        json.writeStringProperty("direction", plan.put().isPresent() ? "put" : "get");
        json.writeNumberProperty("clients", plan.clients());
        json.writeStringProperty("ended-by", word(report.end()));
    }

    private static void totals(JsonGenerator json, LoadReport report) {
        var totals = report.totals();
        json.writeNumberProperty("seconds", seconds(report.elapsed()));
        json.writeNumberProperty("completed", totals.completed());
        json.writeNumberProperty("failed", totals.failed());
        json.writeNumberProperty("unfinished", totals.unfinished());
        json.writeNumberProperty("octets", totals.octets());
        json.writeNumberProperty("rate", Math.round(Text.perSecond(totals.octets(), report.elapsed())));
        json.writeNumberProperty(
                "transfers-per-second",
                Math.round(totals.completed() / Text.seconds(report.elapsed()) * THOUSAND) / THOUSAND);
        json.writeNumberProperty("retransmissions", totals.retransmissions());
    }

    /// Left out where nothing was completed: there is no time to tell.
    private static void times(JsonGenerator json, String name, Latencies.Summary times) {
        if (times.count() == 0) return;
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("p50", seconds(times.p50()));
        json.writeNumberProperty("p90", seconds(times.p90()));
        json.writeNumberProperty("p99", seconds(times.p99()));
        json.writeNumberProperty("max", seconds(times.max()));
        json.writeEndObject();
    }

    private static void granted(JsonGenerator json, LoadReport report) {
        json.writeArrayPropertyStart("granted");
        for (var granted : report.granted()) {
            json.writeStartObject();
            json.writeNumberProperty("count", granted.count());
            json.writeNumberProperty("blksize", granted.kind().blksize());
            json.writeNumberProperty("windowsize", granted.kind().windowsize());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void slowest(JsonGenerator json, LoadReport report) {
        json.writeArrayPropertyStart("slowest");
        for (var slow : report.slowest()) {
            json.writeStartObject();
            json.writeNumberProperty("client", slow.client());
            json.writeNumberProperty("transfer", slow.transfer());
            json.writeNumberProperty("seconds", seconds(slow.elapsed()));
            json.writeNumberProperty("retransmissions", slow.retransmissions());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void failures(JsonGenerator json, LoadReport report) {
        json.writeArrayPropertyStart("failures");
        for (var failure : report.failures()) {
            var kind = failure.kind();
            json.writeStartObject();
            json.writeNumberProperty("count", failure.count());
            json.writeStringProperty("reason", word(kind.reason()));
            kind.code().map(ErrorCode::value).ifPresent(code -> json.writeNumberProperty("code", code));
            json.writeStringProperty("cause", kind.cause());
            if (!kind.remedy().isEmpty()) json.writeStringProperty("remedy", kind.remedy());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void violations(JsonGenerator json, LoadReport report) {
        json.writeArrayPropertyStart("violations");
        for (var violation : report.violations()) {
            json.writeStartObject();
            json.writeNumberProperty("count", violation.count());
            json.writeStringProperty("rule", violation.kind());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static double seconds(Duration time) {
        return Math.round(time.toNanos() / THOUSAND) / MILLION;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
