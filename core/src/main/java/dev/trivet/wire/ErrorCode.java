package dev.trivet.wire;

/// The code of an ERROR packet (RFC 1350 §5, RFC 2347 §3).
///
/// @param value 0 to 65535; other servers send values that no RFC knows
public record ErrorCode(int value) {
    public static final ErrorCode NOT_DEFINED = new ErrorCode(0);
    public static final ErrorCode FILE_NOT_FOUND = new ErrorCode(1);
    public static final ErrorCode ACCESS_VIOLATION = new ErrorCode(2);
    public static final ErrorCode DISK_FULL = new ErrorCode(3);
    public static final ErrorCode ILLEGAL_OPERATION = new ErrorCode(4);
    public static final ErrorCode UNKNOWN_TRANSFER_ID = new ErrorCode(5);
    public static final ErrorCode FILE_ALREADY_EXISTS = new ErrorCode(6);
    public static final ErrorCode NO_SUCH_USER = new ErrorCode(7);
    public static final ErrorCode OPTION_REFUSED = new ErrorCode(8);

    public ErrorCode {
        if (value < 0 || value > 0xFFFF) throw new IllegalArgumentException("error code must be 0..65535: " + value);
    }
}
