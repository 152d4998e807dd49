package dev.trivet.app;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The constants of an enum as words: `OVERWRITE` is typed `overwrite`, `TFTPD_HPA` is typed `tftpd-hpa`.
public final class WordText {
    private WordText() {}

    /// @throws IllegalArgumentException with all the words, for people
    public static <E extends Enum<E>> E parse(String text, Class<E> type) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> of(constant).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not one of " + all(type)));
    }

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// All the words, for people.
    public static <E extends Enum<E>> String all(Class<E> type) {
        return Stream.of(type.getEnumConstants()).map(WordText::of).collect(Collectors.joining(", "));
    }
}
