package dev.trivet.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The catalogue as `docs/troubleshooting.md` shows it. It is made by
/// `mvn -pl core test -Dtest=TroubleshootingDocumentTest -Dtrivet.write=true`.
@DisplayName("docs/troubleshooting.md")
class TroubleshootingDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/troubleshooting.md");
    private static final String BEGIN = "<!-- catalogue: begin -->\n";
    private static final String END = "<!-- catalogue: end -->\n";

    @Test
    void holdsEverySituationBySymptom() throws IOException {
        String text = Files.readString(DOCUMENT);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        String catalogue = catalogue();
        if (Boolean.getBoolean("trivet.write"))
            Files.writeString(DOCUMENT, text.substring(0, begin) + catalogue + text.substring(end));
        else assertThat(text.substring(begin, end)).isEqualTo(catalogue);
    }

    @Test
    void hasEachSituationOnce() {
        for (var situation : Situation.values())
            assertThat(catalogue()).containsOnlyOnce("| `" + situation.id() + "` |");
    }

    private static String catalogue() {
        var out = new StringBuilder();
        for (var symptom : Symptom.values()) section(symptom, out);
        return out.append('\n').toString();
    }

    private static void section(Symptom symptom, StringBuilder out) {
        out.append("\n## ").append(symptom.title()).append("\n");
        if (!symptom.shown().isEmpty()) out.append('\n');
        for (var message : symptom.shown())
            out.append("- ").append(code(message)).append('\n');
        out.append("\n| the log says | what to do | `situation` |\n| --- | --- | --- |\n");
        Stream.of(Situation.values()).filter(each -> each.symptom() == symptom).forEach(each -> row(each, out));
    }

    private static void row(Situation situation, StringBuilder out) {
        var told = situation.explanation();
        out.append("| ")
                .append(told.cause())
                .append(" | ")
                .append(told.remedy())
                .append(" | `");
        out.append(situation.id()).append("` |\n");
    }

    /// Some messages hold a backtick.
    private static String code(String message) {
        return message.contains("`") ? "`` " + message + " ``" : "`" + message + "`";
    }
}
