package dev.trivet.posix;

import java.util.Arrays;

/// How far a part of an expression can match from a place, where whatever comes behind it must still be able to
/// follow.
final class Advance {
    private static final int NOWHERE = -1;

    private final Program program;
    private final int[] text;
    private final Budget budget;

    /// The place at which each state was entered last.
    private final int[] entered;

    private IntStack open = new IntStack();
    private IntStack next = new IntStack();

    Advance(Program program, int[] text, Budget budget) {
        this.program = program;
        this.text = text;
        this.budget = budget;
        entered = new int[program.whole().span().high()];
    }

    /// The last place at which a match of that part may end.
    ///
    /// @param start where it begins
    /// @param last where the text ends for it
    /// @param reach of what it is a part of; it goes nowhere else
    int longest(Piece.Span part, int start, int last, Reach reach) throws Budget.Spent {
        Arrays.fill(entered, part.low(), part.high(), NOWHERE);
        open.clear();
        open.push(part.entry());
        int end = NOWHERE;
        for (int at = start; at <= last && !open.isEmpty(); at++) {
            if (passed(part, at, last, reach)) end = at;
            var done = open;
            open = next;
            next = done;
        }
        if (end == NOWHERE) throw new IllegalStateException("no way from " + start + ", but there was one");
        return end;
    }

    /// Enters what is open at one place, and gathers what is open at the next.
    ///
    /// @return whether the part may end here
    private boolean passed(Piece.Span part, int at, int last, Reach reach) throws Budget.Spent {
        while (!open.isEmpty()) {
            int number = open.pop();
            budget.spend(1);
            if (!part.has(number) || entered[number] == at || !reach.has(number, at)) continue;
            entered[number] = at;
            var state = program.state(number);
            if (state.set() == null) {
                if (state.isOpen(text, at)) open.pushAll(state.ways());
            } else if (at < last && state.set().has(text[at])) {
                next.pushAll(state.ways());
            }
        }
        return entered[part.exit()] == at;
    }
}
