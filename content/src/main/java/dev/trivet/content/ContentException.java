package dev.trivet.content;

import dev.trivet.transfer.Refusal;

/// Content cannot be read or stored; carries what the peer is told and what the operator reads.
public final class ContentException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    public ContentException(Refusal refusal) {
        super(refusal.cause());
        this.refusal = refusal;
    }

    public ContentException(Refusal refusal, Throwable because) {
        super(refusal.cause(), because);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
