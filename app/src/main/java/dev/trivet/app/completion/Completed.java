package dev.trivet.app.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What there is to complete, read from the commands as picocli knows them.
final class Completed {
    private static final Pattern WORDS = Pattern.compile("[a-z]+(\\|[a-z]+)+");
    private static final Pattern FILES = Pattern.compile(".*(FILE|DIR|PATH).*");

    private Completed() {}

    /// @param name empty for `trivet` itself
    /// @param argument what may stand there beside flags
    record Command(String name, String description, List<Flag> flags, Value argument) {}

    /// @param names with their hyphens
    record Flag(List<String> names, String description, Value value) {}

    /// What a flag or a command takes.
    sealed interface Value {
        record None() implements Value {}

        record Words(List<String> words) implements Value {}

        record File() implements Value {}

        /// An address, a number, a URI: nobody can guess it.
        record Other() implements Value {}
    }

    /// `trivet` itself first.
    static List<Command> commands(CommandSpec trivet) {
        var names = List.copyOf(trivet.subcommands().keySet());
        var commands = new ArrayList<Command>();
        commands.add(command("", trivet, new Value.Words(names)));
        for (Map.Entry<String, CommandLine> entry : trivet.subcommands().entrySet()) {
            var spec = entry.getValue().getCommandSpec();
            boolean help = spec.helpCommand();
            commands.add(command(entry.getKey(), spec, help ? new Value.Words(names) : argument(spec)));
        }
        return commands;
    }

    private static Command command(String name, CommandSpec spec, Value argument) {
        var flags = spec.options().stream().map(Completed::flag).toList();
        return new Command(name, shortly(spec.usageMessage().description()), flags, argument);
    }

    private static Value argument(CommandSpec spec) {
        return spec.positionalParameters().stream()
                .findFirst()
                .map(parameter -> value(parameter.paramLabel()))
                .orElseGet(Value.None::new);
    }

    private static Flag flag(OptionSpec option) {
        var value = option.arity().max() == 0 ? new Value.None() : value(option.paramLabel());
        return new Flag(List.of(option.names()), shortly(option.description()), value);
    }

    private static Value value(String label) {
        if (WORDS.matcher(label).matches()) return new Value.Words(List.of(label.split("\\|")));
        return FILES.matcher(label).matches() ? new Value.File() : new Value.Other();
    }

    /// As far as a menu has room: to the first full stop, bracket or colon.
    private static String shortly(String[] description) {
        return String.join(" ", description).split("[.(:;%]", 2)[0].strip();
    }

    static Stream<String> names(Command command) {
        return command.flags().stream().flatMap(flag -> flag.names().stream());
    }
}
