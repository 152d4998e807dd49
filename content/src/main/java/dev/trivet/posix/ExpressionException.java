package dev.trivet.posix;

/// An expression that is none, or one that is not supported.
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1;

    private final int index;

    ExpressionException(int index, String why) {
        super(why);
        this.index = index;
    }

    /// Where in the expression.
    ///
    /// @return index of a `char`, 0 at the first
    public int index() {
        return index;
    }
}
