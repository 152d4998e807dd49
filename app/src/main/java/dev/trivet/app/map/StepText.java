package dev.trivet.app.map;

import dev.trivet.remap.MapStep;
import dev.trivet.wire.WireText;

/// Steps of rules in words.
final class StepText {
    private static final int SHOWN = 500;

    private StepText() {}

    static String of(MapStep step) {
        return switch (step) {
            case MapStep.Passed passed -> of(passed.rule()) + " is passed over: " + passed.why();
            case MapStep.Unmatched none -> of(none.rule()) + " does not apply to " + quoted(none.name());
            case MapStep.Matched matched ->
                of(matched.rule())
                        + matched.part()
                                .map(part ->
                                        " matches " + (part.isEmpty() ? "nothing, at a place" : quoted(part)) + " in ")
                                .orElse(" applies, for nothing matches in ")
                        + quoted(matched.name());
            case MapStep.Rewritten rewritten -> quoted(rewritten.before()) + " becomes " + quoted(rewritten.after());
            case MapStep.Undone undone ->
                quoted(undone.tried()) + " is no file that could be had: " + quoted(undone.name()) + " stays";
            case MapStep.Jumped jumped -> "goes on at the label :" + of(jumped.label());
            case MapStep.Restarted _ -> "goes on at the first rule";
            case MapStep.Stopped stopped -> "ends the rules with " + quoted(stopped.name());
            case MapStep.Aborted aborted -> "refuses with " + quoted(aborted.text());
        };
    }

    /// What is shown in any case: something happened.
    static boolean isNews(MapStep step) {
        return !(step instanceof MapStep.Passed) && !(step instanceof MapStep.Unmatched);
    }

    static String quoted(String name) {
        return '"' + of(name) + '"';
    }

    private static String of(String text) {
        return WireText.printable(text, SHOWN);
    }
}
