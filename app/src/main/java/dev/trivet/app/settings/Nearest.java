package dev.trivet.app.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Which of the known words was meant.
final class Nearest {
    /// Of the letters of a word, so many may be wrong: one in three. More would be guessing.
    private static final int LETTERS_FOR_ONE_MISTAKE = 3;

    private Nearest() {}

    static Optional<String> to(String word, Collection<String> known) {
        var kebab = word.replaceAll("([a-z])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(kebab, candidate)))
                .filter(best ->
                        distance(kebab, best) <= Math.max(kebab.length(), best.length()) / LETTERS_FOR_ONE_MISTAKE);
    }

    /// Letters to change, add or leave out (Levenshtein's distance).
    static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) above[j] = j;
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[to.length()];
    }
}
