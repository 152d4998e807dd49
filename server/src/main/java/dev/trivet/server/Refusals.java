package dev.trivet.server;

import dev.trivet.transfer.Refusal;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Malformed;
import java.time.Duration;

/// What the server itself refuses, each with cause and remedy, in one place.
final class Refusals {
    private Refusals() {}

    static Refusal malformed(Malformed.Reason reason) {
        return new Refusal(
                ErrorCode.ILLEGAL_OPERATION,
                reason.text(),
                "the request cannot be understood: " + reason.text(),
                "the client breaks RFC 1350 §5");
    }

    static Refusal full(int maxTransfers) {
        return new Refusal(
                ErrorCode.NOT_DEFINED,
                "Server is full, try again",
                "all " + maxTransfers + " transfers are taken",
                "raise --max-transfers, or look for clients that never end");
    }

    static Refusal tooManyOfAddress(String what, Limit limit) {
        return new Refusal(
                ErrorCode.NOT_DEFINED,
                "Too many " + what,
                "this address reached its limit of " + limit.most().orElse(0) + " " + what,
                "raise " + limit.by() + ", or look for a boot loop");
    }

    static Refusal tooManyMisses(Limit limit) {
        return new Refusal(
                ErrorCode.NOT_DEFINED,
                "Too many requests",
                "this address asked for " + limit.most().orElse(0) + " names within a minute that are not there",
                "somebody guesses names? else raise " + limit.by());
    }

    static Refusal takesTooLong(Duration most) {
        return new Refusal(
                ErrorCode.NOT_DEFINED,
                "Transfer takes too long",
                "the transfer was not over after " + most.toSeconds() + " s",
                "raise --max-transfer-time, or look for a client that only holds its place");
    }

    static Refusal noPort(String why) {
        return new Refusal(
                ErrorCode.NOT_DEFINED,
                "No port is free, try again",
                "no socket for the transfer: " + why,
                "widen --port-range, raise the limit of open files (ulimit -n), or use --single-port");
    }

    static Refusal uploadTooLarge(String by, long most) {
        return new Refusal(
                ErrorCode.DISK_FULL,
                "Upload exceeds the limit",
                "the upload exceeds " + by + " (" + most + " octets)",
                "raise " + by + " if it is wanted");
    }

    static Refusal stopping() {
        return new Refusal(
                ErrorCode.NOT_DEFINED,
                "Server stops",
                "the server stopped before the transfer was over",
                "raise --drain-timeout");
    }
}
