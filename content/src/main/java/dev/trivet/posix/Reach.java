package dev.trivet.posix;

/// From which states, at which places of a text, a part of an expression can still come to its end. Found by
/// going back through the text once; then every way forward that stays within it leads there.
final class Reach {
    private final Program program;
    private final Piece.Span span;
    private final int[] text;
    private final int from;
    private final int to;
    private final Budget budget;
    private final int words;
    private final long[] bits;

    /// To be entered at the place in hand.
    private final IntStack open = new IntStack();

    private Reach(Program program, Piece.Span span, int[] text, int from, int to, Budget budget) throws Budget.Spent {
        this.program = program;
        this.span = span;
        this.text = text;
        this.from = from;
        this.to = to;
        this.budget = budget;
        words = (span.states() + Long.SIZE - 1) / Long.SIZE;
        budget.spend((long) words * (to - from + 1)); // before the memory is taken
        bits = new long[words * (to - from + 1)];
    }

    /// Of a match that ends at `to`.
    static Reach toEnd(Program program, Piece.Span span, int[] text, int from, int to, Budget budget)
            throws Budget.Spent {
        var reach = new Reach(program, span, text, from, to, budget);
        reach.open.push(span.exit());
        reach.goBack(false);
        return reach;
    }

    /// Of a match that ends anywhere up to `to`.
    static Reach toAnyEnd(Program program, Piece.Span span, int[] text, int from, int to, Budget budget)
            throws Budget.Spent {
        var reach = new Reach(program, span, text, from, to, budget);
        reach.open.push(span.exit());
        reach.goBack(true);
        return reach;
    }

    private void goBack(boolean endsAnywhere) throws Budget.Spent {
        enterOpen(to);
        for (int at = to - 1; at >= from; at--) {
            if (endsAnywhere) open.push(span.exit());
            pushBefore(at);
            enterOpen(at);
        }
    }

    /// States from which the character at `at` leads to one that is good behind it.
    private void pushBefore(int at) throws Budget.Spent {
        int row = row(at + 1);
        for (int word = 0; word < words; word++) {
            for (long left = bits[row + word]; left != 0; left &= left - 1) {
                int state = span.low() + word * Long.SIZE + Long.numberOfTrailingZeros(left);
                for (int before : program.state(state).byCharacter()) pushIfTaken(before, at);
            }
        }
    }

    private void pushIfTaken(int state, int at) throws Budget.Spent {
        budget.spend(1);
        var set = program.state(state).set();
        if (span.has(state) && set != null && set.has(text[at])) open.push(state);
    }

    private void enterOpen(int at) throws Budget.Spent {
        while (!open.isEmpty()) {
            int state = open.pop();
            if (has(state, at)) continue;
            set(state, at);
            for (int before : program.state(state).freely()) {
                budget.spend(1);
                if (span.has(before) && program.state(before).isOpen(text, at)) open.push(before);
            }
        }
    }

    boolean has(int state, int at) {
        int bit = state - span.low();
        return (bits[row(at) + bit / Long.SIZE] >>> bit & 1) != 0;
    }

    private void set(int state, int at) {
        int bit = state - span.low();
        bits[row(at) + bit / Long.SIZE] |= 1L << bit;
    }

    private int row(int at) {
        return (at - from) * words;
    }
}
