package dev.trivet.app.transfer;

import dev.trivet.app.SocketText;
import dev.trivet.client.TransferReport;
import dev.trivet.wire.ErrorCode;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What became of a file, as one line of JSON.
final class ResultJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final double MILLION = 1e6;

    private ResultJson() {}

    static String line(Result result) {
        var line = new StringWriter();
        try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("uri", result.job().uri());
            json.writeStringProperty("file", result.job().file());
            switch (result) {
                case Result.Completed completed -> completed(json, completed.report());
                case Result.Failed failed -> failed(json, failed);
            }
            json.writeEndObject();
        }
        return line.toString();
    }

    private static void completed(JsonGenerator json, TransferReport report) {
        json.writeStringProperty("outcome", "completed");
        amounts(json, report.octets(), report.elapsed());
        json.writeStringProperty("server", SocketText.of(report.server()));
        json.writeNumberProperty("blksize", report.terms().blockSize().octets());
        json.writeNumberProperty("windowsize", report.terms().windowSize().blocks());
        json.writeNumberProperty("retransmissions", report.retransmissions());
        json.writeNumberProperty("attempts", report.attempts());
    }

    private static void failed(JsonGenerator json, Result.Failed failed) {
        var why = failed.why();
        json.writeStringProperty("outcome", "failed");
        amounts(json, failed.octets(), failed.elapsed());
        json.writeNumberProperty("attempts", failed.attempts());
        json.writeStringProperty(
                "reason", why.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        why.code().map(ErrorCode::value).ifPresent(code -> json.writeNumberProperty("code", code));
        json.writeStringProperty("cause", String.valueOf(why.getMessage()));
        if (!why.remedy().isEmpty()) json.writeStringProperty("remedy", why.remedy());
    }

    private static void amounts(JsonGenerator json, long octets, Duration elapsed) {
        json.writeNumberProperty("octets", octets);
        json.writeNumberProperty("seconds", Math.round(Text.seconds(elapsed) * MILLION) / MILLION);
        json.writeNumberProperty("rate", Math.round(Text.perSecond(octets, elapsed)));
    }
}
