package dev.trivet.app;

/// Whole numbers as people write them.
public final class NumberText {
    private NumberText() {}

    /// @throws IllegalArgumentException with the range, for people
    public static int parse(String text, int lowest, int highest) {
        try {
            int number = Integer.parseInt(text);
            if (number >= lowest && number <= highest) return number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(complaint(text, lowest, highest), e);
        }
        throw new IllegalArgumentException(complaint(text, lowest, highest));
    }

    private static String complaint(String text, int lowest, int highest) {
        return "'" + text + "' is not a whole number from " + lowest + " to " + highest;
    }
}
