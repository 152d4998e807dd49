package dev.trivet.app.doctor;

import java.util.ArrayList;
import java.util.List;

/// The report for people: problems first, each with its reason and remedy; what is fine in a line each.
final class ReportText {
    private ReportText() {}

    /// @param quiet only what hinders or works worse
    static List<String> of(Examination examination, boolean quiet) {
        var lines = new ArrayList<String>();
        for (var level : Level.values()) {
            if (quiet && level.compareTo(Level.WARNING) > 0) break;
            var findings = examination.findings().stream()
                    .filter(finding -> finding.level() == level)
                    .toList();
            if (findings.isEmpty()) continue;
            lines.add(heading(level));
            findings.forEach(finding -> add(finding, lines));
            lines.add("");
        }
        lines.add(sum(examination));
        return lines;
    }

    private static String heading(Level level) {
        return switch (level) {
            case PROBLEM -> "PROBLEMS";
            case WARNING -> "WARNINGS";
            case HINT -> "HINTS";
            case OK -> "FINE";
        };
    }

    private static void add(Finding finding, List<String> lines) {
        lines.add("  " + finding.what());
        part("why", finding.why(), lines);
        part("remedy", finding.remedy(), lines);
    }

    private static void part(String word, String text, List<String> lines) {
        if (text.isEmpty()) return;
        var first = "    " + word + ": ";
        for (var line : text.lines().toList()) {
            lines.add(first + line);
            first = " ".repeat(first.length());
        }
    }

    private static String sum(Examination examination) {
        long problems = examination.count(Level.PROBLEM);
        long warnings = examination.count(Level.WARNING);
        return (problems == 0 ? "nothing hinders serving" : counted(problems, "problem"))
                + (warnings == 0 ? "" : ", " + counted(warnings, "warning"));
    }

    private static String counted(long count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }
}
