package dev.trivet.content;

import dev.trivet.transfer.Refusal;

/// Content cannot be read or stored; carries what the peer is told and what the operator reads.
public final class ContentException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    /// For what is wrong with the request.
    ///
    /// @param refusal what the client and the operator are told
    public ContentException(Refusal refusal) {
        super(refusal.cause());
        this.refusal = refusal;
    }

    /// For what went wrong underneath.
    ///
    /// @param refusal what the client and the operator are told
    /// @param because kept as the cause, for a stack trace
    public ContentException(Refusal refusal, Throwable because) {
        super(refusal.cause(), because);
        this.refusal = refusal;
    }

    /// {@return what the client and the operator are told}
    public Refusal refusal() {
        return refusal;
    }
}
