package dev.trivet.app.completion;

import dev.trivet.app.completion.Completed.Command;
import dev.trivet.app.completion.Completed.Flag;
import dev.trivet.app.completion.Completed.Value;
import java.util.List;

/// The script for fish: one line for each thing that can be typed.
final class FishScript {
    private FishScript() {}

    static String of(List<Command> commands) {
        var text = new StringBuilder("# Completion of trivet. For this shell: trivet completion fish | source\n");
        text.append("complete -c trivet -f\n");
        for (var command : commands) {
            if (!command.name().isEmpty())
                line(text, "-n __fish_use_subcommand -a " + command.name() + description(command.description()));
            var when = command.name().isEmpty()
                    ? "-n __fish_use_subcommand"
                    : "-n '__fish_seen_subcommand_from " + command.name() + "'";
            for (var flag : command.flags())
                line(text, when + names(flag) + value(flag.value()) + description(flag.description()));
            if (!command.name().isEmpty()) argument(text, when, command.argument());
        }
        return text.toString();
    }

    private static void argument(StringBuilder text, String when, Value argument) {
        switch (argument) {
            case Value.Words words -> line(text, when + " -a '" + String.join(" ", words.words()) + "'");
            case Value.File() -> line(text, when + " -F");
            case Value.None(), Value.Other() -> {}
        }
    }

    private static String names(Flag flag) {
        var text = new StringBuilder();
        for (var name : flag.names())
            text.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        return text.toString();
    }

    private static String value(Value value) {
        return switch (value) {
            case Value.None() -> "";
            case Value.Words words -> " -x -a '" + String.join(" ", words.words()) + "'";
            case Value.File() -> " -r -F";
            case Value.Other() -> " -x";
        };
    }

    private static String description(String text) {
        return text.isEmpty() ? "" : " -d '" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static void line(StringBuilder text, String rest) {
        text.append("complete -c trivet ").append(rest).append('\n');
    }
}
