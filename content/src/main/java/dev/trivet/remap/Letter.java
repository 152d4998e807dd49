package dev.trivet.remap;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a rule does, and when: the letters at its beginning.
enum Letter {
    REWRITE('r'),
    REPEAT('g'),
    /// `gg`: over what was not rewritten yet.
    EVERYWHERE('g'),
    IGNORE_CASE('i'),
    STOP('e'),
    STOP_IF_FILE('E'),
    RESTART('s'),
    ABORT('a'),
    JUMP('j'),
    ONLY_GET('G'),
    ONLY_PUT('P'),
    ONLY_IPV4('4'),
    ONLY_IPV6('6'),
    IF_NOT('~');

    /// Pairs that have no meaning together.
    static final List<List<Letter>> EXCLUSIVE = List.of(
            List.of(REWRITE, IF_NOT),
            List.of(REWRITE, ABORT),
            List.of(REWRITE, JUMP),
            List.of(ABORT, JUMP),
            List.of(ABORT, RESTART),
            List.of(ABORT, STOP),
            List.of(ABORT, STOP_IF_FILE),
            List.of(STOP, JUMP),
            List.of(STOP, RESTART),
            List.of(STOP, STOP_IF_FILE),
            List.of(STOP_IF_FILE, JUMP),
            List.of(STOP_IF_FILE, RESTART));

    /// Those that use the third word.
    static final Set<Letter> OF_REPLACEMENT = Set.of(REWRITE, ABORT, JUMP);

    static final String ALL = "r g i e E s a j G P 4 6 ~";

    private final char sign;

    Letter(char sign) {
        this.sign = sign;
    }

    char sign() {
        return sign;
    }

    /// @param before those that the rule has already: a second `g` means more than the first
    static Optional<Letter> of(char sign, Set<Letter> before) {
        if (sign == REPEAT.sign && before.contains(REPEAT)) return Optional.of(EVERYWHERE);
        return Arrays.stream(values()).filter(each -> each.sign == sign).findFirst();
    }
}
