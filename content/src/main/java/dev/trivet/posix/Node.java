package dev.trivet.posix;

import java.util.List;

/// An expression as it is written, taken apart.
sealed interface Node {
    Node NOTHING = new Sequence(List.of());

    /// One character.
    record One(CharacterSet set) implements Node {}

    /// A place.
    record At(Assertion place) implements Node {}

    record Sequence(List<Node> parts) implements Node {}

    record Choice(List<Node> branches) implements Node {}

    /// @param most [#ENDLESS] for any number; never 0
    record Repeat(Node body, int least, int most) implements Node {
        static final int ENDLESS = -1;
    }

    record Group(int number, Node body) implements Node {}
}
