package dev.trivet.app.transfer;

import dev.trivet.client.ClientEvent.Asking;
import dev.trivet.wire.Options;
import dev.trivet.wire.Options.Option;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How a further attempt differs from the one before, and why it was needed, as one sentence.
final class Detour {
    private Detour() {}

    static String of(Options before, Asking now) {
        var kept = now.options();
        var dropped = before.list().stream()
                .filter(option -> kept.value(option.name()).isEmpty())
                .map(option -> Text.clean(option.name()))
                .toList();
        var changed = kept.list().stream()
                .filter(option -> differs(option, before))
                .map(option -> Text.clean(option.name() + " " + option.value()))
                .toList();
        return "asked again" + how(kept, dropped, changed) + ": " + Text.clean(now.why());
    }

    private static boolean differs(Option option, Options before) {
        return before.value(option.name())
                .filter(value -> !value.equals(option.value()))
                .isPresent();
    }

    private static String how(Options kept, List<String> dropped, List<String> changed) {
        if (kept.isEmpty() && !dropped.isEmpty()) return " without options (" + String.join(", ", dropped) + ")";
        return Stream.of(
                        dropped.isEmpty() ? "" : " without " + String.join(", ", dropped),
                        changed.isEmpty() ? "" : " with " + String.join(", ", changed))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" and"));
    }
}
