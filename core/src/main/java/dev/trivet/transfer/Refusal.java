package dev.trivet.transfer;

import dev.trivet.wire.ErrorCode;

/// Why something was not done, for the peer and for the operator.
///
/// @param code of the ERROR that the peer gets
/// @param text of that ERROR: short, and without a path or name of the server
/// @param cause what the operator reads: the full truth
/// @param remedy what the operator can do about it; empty where nothing helps
public record Refusal(ErrorCode code, String text, String cause, String remedy) {}
