package dev.trivet.client;

import dev.trivet.wire.ErrorCode;
import java.io.IOException;
import java.util.Optional;

/// A transfer that failed. The message says what happened and why; [#remedy] what can be done. Nothing from the other
/// side stands in it without its control characters taken out. What was there under the local name is untouched.
public final class TftpException extends IOException {
    private static final long serialVersionUID = 1;
    private static final int NO_CODE = -1;

    /// What kind of failure it was, for programs.
    public enum Reason {
        /// The server answered with an ERROR (RFC 1350 §5), see [TftpException#code].
        REFUSED,
        /// No answer ever came.
        NO_ANSWER,
        /// The server answered at first, and then no longer.
        STOPPED_ANSWERING,
        /// Everything was sent, and everything but the end acknowledged; the last ACK never came. The file is
        /// probably there; nobody can know.
        UNCONFIRMED,
        /// A local file cannot be read or written, or the disk is full.
        LOCAL_FILE,
        /// The server broke a rule of the protocol, and we ended the transfer.
        PROTOCOL,
        /// The host of the URI has no known address, or there is no way to it.
        NO_ROUTE,
        /// More octets came than the caller wanted to have in memory.
        TOO_LARGE,
        /// A fault in Trivet, or in content that a program made.
        FAULT,
        /// Cancelled, or the client was closed.
        CANCELLED
    }

    /// For programs.
    private final Reason reason;
    /// The number of the code, or [#NO_CODE]: an exception can be serialized.
    private final int code;

    /// For people; may be empty.
    private final String remedy;

    TftpException(Reason reason, Optional<ErrorCode> code, String message, String remedy) {
        super(message);
        this.reason = reason;
        this.code = code.map(ErrorCode::value).orElse(NO_CODE);
        this.remedy = remedy;
    }

    /// {@return what kind of failure it was}
    public Reason reason() {
        return reason;
    }

    /// {@return the code of the ERROR that the server sent, or that we sent; empty where there was none}
    public Optional<ErrorCode> code() {
        return code == NO_CODE ? Optional.empty() : Optional.of(new ErrorCode(code));
    }

    /// {@return what can be done about it, as a sentence or two; empty where nothing helps}
    public String remedy() {
        return remedy;
    }
}
