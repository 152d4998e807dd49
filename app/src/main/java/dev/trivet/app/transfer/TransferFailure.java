package dev.trivet.app.transfer;

import dev.trivet.client.TftpException.Reason;
import dev.trivet.wire.ErrorCode;
import java.util.Optional;

/// One file did not arrive. The message says what and why, without control characters of the other side.
final class TransferFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final transient Optional<ErrorCode> code;
    private final String remedy;

    /// @param remedy empty where nothing helps
    TransferFailure(Reason reason, Optional<ErrorCode> code, String message, String remedy) {
        super(message);
        this.reason = reason;
        this.code = code;
        this.remedy = remedy;
    }

    static TransferFailure local(String message, String remedy) {
        return new TransferFailure(Reason.LOCAL_FILE, Optional.empty(), message, remedy);
    }

    Reason reason() {
        return reason;
    }

    Optional<ErrorCode> code() {
        return code;
    }

    String remedy() {
        return remedy;
    }
}
