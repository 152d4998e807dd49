package dev.trivet.app.settings;

import dev.trivet.app.NumberText;
import dev.trivet.app.SizeConverter;
import dev.trivet.app.WordText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// The values that something may have, and how they are read and written.
public sealed interface Kind<T> {
    Form form();

    /// For tables in the documentation and for messages: `8 to 65464`, `list of DIR`.
    String words();

    /// As text, such as a flag or the documentation names it.
    String text(T value);

    /// On or off.
    record Switch() implements Kind<Boolean> {
        @Override
        public Form form() {
            return Form.BOOLEAN;
        }

        @Override
        public String words() {
            return Form.BOOLEAN.words();
        }

        @Override
        public String text(Boolean value) {
            return value.toString();
        }
    }

    /// One value.
    ///
    /// @param parse of a text, and of the folder that a relative path in it starts from; throws
    ///     [IllegalArgumentException] with the reason, for people
    /// @param print the reverse
    record One<T>(Form form, String words, Parser<T> parse, Function<T, String> print) implements Kind<T> {
        @Override
        public String text(T value) {
            return print.apply(value);
        }
    }

    /// Several values of one kind, in order.
    record Many<E>(One<E> each) implements Kind<List<E>> {
        @Override
        public Form form() {
            return Form.LIST;
        }

        @Override
        public String words() {
            return "list of " + each.words();
        }

        @Override
        public String text(List<E> value) {
            return String.join(", ", value.stream().map(each.print()).toList());
        }
    }

    /// Text to value.
    @FunctionalInterface
    interface Parser<T> {
        T parse(String text, Path folder);
    }

    static <T> One<T> text(String words, Function<String, T> parse, Function<T, String> print) {
        return new One<>(Form.STRING, words, (text, _) -> parse.apply(text), print);
    }

    static <E extends Enum<E>> One<E> word(Class<E> type) {
        return text(WordText.all(type), text -> WordText.parse(text, type), WordText::of);
    }

    static One<Integer> number(int lowest, int highest) {
        return new One<>(
                Form.INTEGER,
                lowest + " to " + highest,
                (text, _) -> NumberText.parse(text, lowest, highest),
                String::valueOf);
    }

    static One<Duration> time(
            String unit, int lowest, int highest, Function<Integer, Duration> of, ToIntFunction<Duration> in) {
        return new One<>(
                Form.INTEGER,
                unit + ", " + lowest + " to " + highest,
                (text, _) -> of.apply(NumberText.parse(text, lowest, highest)),
                duration -> String.valueOf(in.applyAsInt(duration)));
    }

    static One<Long> size() {
        return new One<>(Form.SIZE, "size", (text, _) -> SizeConverter.parse(text), SizeConverter::text);
    }

    /// Written as a whole path, so that it means the same wherever it is read again.
    static One<Path> path() {
        return new One<>(
                Form.STRING,
                "path",
                (text, folder) -> folder.resolve(text),
                path -> path.toAbsolutePath().toString());
    }
}
