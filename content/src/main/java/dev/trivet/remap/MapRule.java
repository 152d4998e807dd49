package dev.trivet.remap;

import dev.trivet.posix.PosixExpression;
import java.util.Set;

/// One line of rules that is no comment. Lines count from 1; the text is as it is written.
sealed interface MapRule {
    int line();

    String text();

    record Label(int line, String name) implements MapRule {
        @Override
        public String text() {
            return ":" + name;
        }
    }

    record Action(int line, String text, Set<Letter> letters, PosixExpression expression, Replacement replacement)
            implements MapRule {
        boolean has(Letter letter) {
            return letters.contains(letter);
        }
    }
}
