package dev.trivet.content;

import dev.trivet.transfer.Refusal;

/// Content cannot be read or stored; carries what the peer is told and what the operator reads.
public final class ContentException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    /// Nothing went wrong: it is not to be had.
    ///
    /// @param refusal its text goes to the peer, its cause and remedy to the log
    public ContentException(Refusal refusal) {
        super(refusal.cause());
        this.refusal = refusal;
    }

    /// Something went wrong.
    ///
    /// @param refusal its text goes to the peer, its cause and remedy to the log
    /// @param because what it was
    public ContentException(Refusal refusal, Throwable because) {
        super(refusal.cause(), because);
        this.refusal = refusal;
    }

    /// What the peer is told and what the operator reads.
    ///
    /// @return as it was given
    public Refusal refusal() {
        return refusal;
    }
}
