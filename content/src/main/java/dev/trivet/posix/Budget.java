package dev.trivet.posix;

/// How much work may still be done. One for everything that is done for a request: no expression, and no chain of
/// them, goes on without end. For one thread.
public final class Budget {
    private long left;

    /// Nothing is spent yet.
    ///
    /// @param steps states of an expression looked at, each at one place of a text
    public Budget(long steps) {
        left = steps;
    }

    /// The work was more than was allowed.
    public static final class Spent extends Exception {
        private static final long serialVersionUID = 1;

        Spent() {
            super("the steps allowed are spent", null, false, false);
        }
    }

    void spend(long steps) throws Spent {
        left -= steps;
        if (left < 0) throw new Spent();
    }
}
