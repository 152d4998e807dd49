package dev.trivet.app.serve;

import dev.trivet.app.TextConverter;
import dev.trivet.app.settings.Key;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.Kind;
import dev.trivet.app.settings.Kind.One;
import dev.trivet.app.settings.Values;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The flags of `serve`, which `doctor` has, too: made of the [Keys], so that flag and file cannot differ.
public final class Flags {
    /// Relative paths on the command line start from where the command does.
    private static final Path HERE = Path.of("");

    private Flags() {}

    /// Adds a flag for each key; the sections of the help are mixins with a heading.
    public static void addTo(CommandSpec command) {
        for (var section : Keys.SECTIONS) {
            var flags = section.keys().stream().map(Flags::option).toList();
            if (section.heading().isEmpty()) flags.forEach(command::addOption);
            else command.addMixin(section.heading(), section(section.heading(), flags));
        }
    }

    private static CommandSpec section(String heading, List<OptionSpec> flags) {
        var spec = CommandSpec.create();
        spec.usageMessage().optionListHeading("%n" + heading + ":%n");
        flags.forEach(spec::addOption);
        return spec;
    }

    private static OptionSpec option(Key<?> key) {
        var option = OptionSpec.builder(key.flag()).description(help(key));
        return switch (key.kind()) {
            case Kind.Switch _ ->
                option.type(boolean.class).arity("0").negatable(true).build();
            case One<?> one ->
                value(option, key).type(Object.class).converters(converter(one)).build();
            case Kind.Many<?> many ->
                value(option, key)
                        .type(List.class)
                        .auxiliaryTypes(Object.class)
                        .converters(converter(many.each()))
                        .build();
        };
    }

    private static OptionSpec.Builder value(OptionSpec.Builder option, Key<?> key) {
        return option.arity("1").paramLabel(key.label());
    }

    private static TextConverter<?> converter(One<?> kind) {
        return new TextConverter<>(text -> kind.parse().parse(text, HERE));
    }

    private static String[] help(Key<?> key) {
        return key.description().stream()
                .map(line -> line.replace("{default}", key.defaultText()))
                .toArray(String[]::new);
    }

    /// What was given on the command line.
    public static Values given(ParseResult parsed) {
        var values = Values.NONE;
        for (var section : Keys.SECTIONS) {
            for (var key : section.keys()) if (parsed.hasMatchedOption(key.flag())) values = with(values, key, parsed);
        }
        return values;
    }

    private static <T> Values with(Values values, Key<T> key, ParseResult parsed) {
        T value = parsed.matchedOption(key.flag()).getValue();
        return values.with(key, value);
    }
}
