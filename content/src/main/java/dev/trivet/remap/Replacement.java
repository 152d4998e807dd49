package dev.trivet.remap;

import dev.trivet.posix.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The third word of a rule, with its macros.
///
/// @param parts in order; none where the word is left out
record Replacement(List<Part> parts) {
    private sealed interface Part {}

    private record Text(String text) implements Part {}

    private record Group(int number) implements Part {}

    private record Case(Letters letters) implements Part {}

    private enum Macro implements Part {
        ADDRESS,
        HEX
    }

    private enum Letters {
        AS_THEY_ARE,
        UPPER,
        LOWER
    }

    static Replacement parse(String word) {
        var parts = new ArrayList<Part>();
        int at = 0;
        while (at < word.length()) {
            int character = word.codePointAt(at);
            at += Character.charCount(character);
            if (character != '\\' || at == word.length()) { // the last is itself
                parts.add(new Text(Character.toString(character)));
                continue;
            }
            int escaped = word.codePointAt(at);
            at += Character.charCount(escaped);
            parts.add(macro(escaped));
        }
        return new Replacement(List.copyOf(parts));
    }

    private static Part macro(int character) {
        return switch (character) {
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> new Group(character - '0');
            case 'i' -> Macro.ADDRESS;
            case 'x' -> Macro.HEX;
            case 'U' -> new Case(Letters.UPPER);
            case 'L' -> new Case(Letters.LOWER);
            case 'E' -> new Case(Letters.AS_THEY_ARE);
            default -> new Text(Character.toString(character));
        };
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /// The text, where it is the same for every name and client.
    Optional<String> constant() {
        var text = new StringBuilder();
        for (var part : parts) {
            if (!(part instanceof Text(var plain))) return Optional.empty();
            text.append(plain);
        }
        return Optional.of(text.toString());
    }

    /// The highest group that it names, 0 where it names none.
    int highestGroup() {
        return parts.stream()
                .mapToInt(part -> part instanceof Group(int number) ? number : 0)
                .max()
                .orElse(0);
    }

    /// @param name code points that were matched
    /// @param match empty where the rule ran because nothing matched: groups are empty then
    String expand(int[] name, Optional<Match> match, Client client) {
        var text = new StringBuilder();
        var letters = Letters.AS_THEY_ARE;
        for (var part : parts) {
            switch (part) {
                case Text(var plain) -> text.append(in(letters, plain));
                case Group(int number) -> text.append(in(letters, group(name, match, number)));
                case Macro.ADDRESS -> text.append(in(letters, client.text()));
                case Macro.HEX -> text.append(in(letters, client.hex()));
                case Case(var next) -> letters = next;
            }
        }
        return text.toString();
    }

    private static String group(int[] name, Optional<Match> match, int number) {
        return match.filter(found -> found.has(number))
                .map(found -> new String(name, found.start(number), found.end(number) - found.start(number)))
                .orElse("");
    }

    /// Letters of ASCII only, as in the C locale: no name gets longer or shorter.
    private static String in(Letters letters, String text) {
        if (letters == Letters.AS_THEY_ARE) return text;
        var changed = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            var letter = text.substring(i, i + 1);
            if (text.charAt(i) < 128)
                changed.setCharAt(
                        i,
                        (letters == Letters.UPPER ? letter.toUpperCase(Locale.ROOT) : letter.toLowerCase(Locale.ROOT))
                                .charAt(0));
        }
        return changed.toString();
    }
}
