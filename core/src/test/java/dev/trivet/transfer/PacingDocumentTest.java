package dev.trivet.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.transfer.ModelReceiver.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The tables of `docs/pacing.md`. They are made by
/// `mvn -pl core test -Dtest=PacingDocumentTest -Dtrivet.write=true`.
@DisplayName("docs/pacing.md")
class PacingDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/pacing.md");
    private static final String BEGIN = "<!-- tables: begin -->\n";
    private static final String END = "<!-- tables: end -->\n";

    @Test
    void saysWhatTheSimulationYields() throws IOException {
        String text = Files.readString(DOCUMENT);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        var tables = new StringBuilder();
        for (var kind : Kind.values()) table(kind, tables);
        if (Boolean.getBoolean("trivet.write"))
            Files.writeString(DOCUMENT, text.substring(0, begin) + tables + text.substring(end));
        else assertThat(text.substring(begin, end)).isEqualTo(tables.toString());
    }

    private static void table(Kind kind, StringBuilder out) {
        out.append("\nA block out of order is answered: ").append(kind.name().toLowerCase(Locale.ROOT));
        out.append("\n\n| path |");
        for (int window : PacingModelTest.WINDOWS)
            out.append(" window ").append(window).append(" |");
        out.append(" 64, late clock |\n|")
                .append(" --- |".repeat(PacingModelTest.WINDOWS.length + 2))
                .append('\n');
        double[][] model = PacingModelTest.numbers(kind);
        for (int path = 0; path < model.length; path++) row(kind, path, model[path], out);
    }

    private static void row(Kind kind, int path, double[] model, StringBuilder out) {
        var spec = PacingModelTest.PATHS.get(path);
        out.append("| ").append(spec.name()).append(" |");
        for (int w = 0; w < PacingModelTest.WINDOWS.length; w++)
            out.append(String.format(
                    Locale.ROOT,
                    " %.2f (%.2f) |",
                    PacingModelTest.median(spec, kind, PacingModelTest.WINDOWS[w], 1),
                    model[2 * w + 1]));
        out.append(String.format(
                Locale.ROOT, " %.2f |\n", PacingModelTest.median(spec, kind, 64, VirtualTime.MILLISECOND)));
    }
}
