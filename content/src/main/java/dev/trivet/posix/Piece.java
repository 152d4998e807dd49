package dev.trivet.posix;

import java.util.List;

/// A part of an expression with its states. Those of a part are numbered in one row, its own parts' among them.
sealed interface Piece {
    Span span();

    /// Whether a group stands in it: only then does it matter how it matched.
    boolean hasGroups();

    /// @param entry the state in which its match begins
    /// @param exit the state in which it ends
    /// @param low its first state
    /// @param high behind its last
    record Span(int entry, int exit, int low, int high) {
        boolean has(int state) {
            return state >= low && state < high;
        }

        int states() {
            return high - low;
        }
    }

    /// A character or a place.
    record Leaf(Span span) implements Piece {
        @Override
        public boolean hasGroups() {
            return false;
        }
    }

    record Sequence(Span span, List<Piece> parts, boolean hasGroups) implements Piece {}

    record Choice(Span span, List<Piece> branches, boolean hasGroups) implements Piece {}

    /// @param rounds a copy for each; the last may go on for ever
    /// @param least rounds that must be gone
    record Repeat(Span span, List<Piece> rounds, int least, boolean hasGroups) implements Piece {
        /// The copy for a round, counted from 0.
        Piece round(int number) {
            return rounds.get(Math.min(number, rounds.size() - 1));
        }
    }

    record Group(Span span, int number, Piece body) implements Piece {
        @Override
        public boolean hasGroups() {
            return true;
        }
    }
}
