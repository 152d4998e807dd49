package dev.trivet.app;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// What was typed for an option to its value. The reason of a refusal reaches the user as it stands.
public class TextConverter<T> implements ITypeConverter<T> {
    private final Function<String, T> parse;

    /// @param parse throws [IllegalArgumentException] with the reason, for people
    public TextConverter(Function<String, T> parse) {
        this.parse = parse;
    }

    @Override
    public T convert(String text) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            var refusal = new TypeConversionException(e.getMessage());
            refusal.initCause(e);
            throw refusal;
        }
    }
}
