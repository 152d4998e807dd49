package dev.trivet.wire;

/// The code of an ERROR packet (RFC 1350 §5, RFC 2347 §3).
///
/// @param value 0 to 65535; other servers send values that no RFC knows
public record ErrorCode(int value) {
    /// See the message, if there is one.
    public static final ErrorCode NOT_DEFINED = new ErrorCode(0);
    /// No such file.
    public static final ErrorCode FILE_NOT_FOUND = new ErrorCode(1);
    /// The file is there or could be made, and may not be.
    public static final ErrorCode ACCESS_VIOLATION = new ErrorCode(2);
    /// Disk full, or a quota reached.
    public static final ErrorCode DISK_FULL = new ErrorCode(3);
    /// A packet that is no TFTP, or not at this time.
    public static final ErrorCode ILLEGAL_OPERATION = new ErrorCode(4);
    /// For strangers, whose packets belong to no transfer (RFC 1350 §4); the transfer itself goes on.
    public static final ErrorCode UNKNOWN_TRANSFER_ID = new ErrorCode(5);
    /// A write would replace a file.
    public static final ErrorCode FILE_ALREADY_EXISTS = new ErrorCode(6);
    /// From the time of mode `mail`.
    public static final ErrorCode NO_SUCH_USER = new ErrorCode(7);
    /// The options as agreed on cannot be used (RFC 2347).
    public static final ErrorCode OPTION_REFUSED = new ErrorCode(8);

    /// Takes what fits into 16 bits, known or not.
    ///
    /// @throws IllegalArgumentException with any other number
    public ErrorCode {
        if (value < 0 || value > 0xFFFF) throw new IllegalArgumentException("error code must be 0..65535: " + value);
    }
}
