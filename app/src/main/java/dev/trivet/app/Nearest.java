package dev.trivet.app;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Which of the known words was meant.
public final class Nearest {
    /// One letter in three may be wrong; with more it would be guessing.
    private static final int LETTERS_FOR_ONE_MISTAKE = 3;

    private Nearest() {}

    public static Optional<String> to(String typed, Collection<String> known) {
        var word = typed.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> mistakes(word, candidate)))
                .filter(best ->
                        mistakes(word, best) <= Math.max(word.length(), best.length()) / LETTERS_FOR_ONE_MISTAKE);
    }

    /// Letters to change, to add, to leave out, and neighbours to swap (optimal string alignment).
    static int mistakes(String from, String to) {
        var table = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) table[i][0] = i;
        for (int j = 0; j <= to.length(); j++) table[0][j] = j;
        for (int i = 1; i <= from.length(); i++)
            for (int j = 1; j <= to.length(); j++) table[i][j] = cheapest(table, from, to, i, j);
        return table[from.length()][to.length()];
    }

    private static int cheapest(int[][] table, String from, String to, int i, int j) {
        int changed = table[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int addedOrLeftOut = Math.min(table[i - 1][j], table[i][j - 1]) + 1;
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        int best = Math.min(changed, addedOrLeftOut);
        return swapped ? Math.min(best, table[i - 2][j - 2] + 1) : best;
    }
}
