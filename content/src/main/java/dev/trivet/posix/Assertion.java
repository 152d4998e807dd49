package dev.trivet.posix;

/// What must be true of a place between two characters. All but the first two are GNU's.
enum Assertion {
    START,
    END,
    WORD_EDGE,
    NO_WORD_EDGE,
    WORD_START,
    WORD_END;

    boolean holds(int[] text, int at) {
        return switch (this) {
            case START -> at == 0;
            case END -> at == text.length;
            case WORD_EDGE -> isWord(text, at - 1) != isWord(text, at);
            case NO_WORD_EDGE -> isWord(text, at - 1) == isWord(text, at);
            case WORD_START -> !isWord(text, at - 1) && isWord(text, at);
            case WORD_END -> isWord(text, at - 1) && !isWord(text, at);
        };
    }

    private static boolean isWord(int[] text, int at) {
        return at >= 0 && at < text.length && CharacterSet.isWord(text[at]);
    }
}
