package dev.trivet.server;

import dev.trivet.explain.Situation;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.Malformed;
import java.time.Duration;

/// What the server itself refuses.
final class Refusals {
    private Refusals() {}

    static Refusal malformed(Malformed.Reason reason) {
        return Refusal.of(Situation.MALFORMED, reason.text());
    }

    static Refusal full(int maxTransfers) {
        return Refusal.of(Situation.FULL, maxTransfers);
    }

    static Refusal tooManyOfAddress(String what, Limit limit) {
        return Refusal.of(Situation.ADDRESS_LIMIT, limit.most().orElse(0), what, limit.by());
    }

    static Refusal tooManyMisses(Limit limit) {
        return Refusal.of(Situation.MISSES_LIMIT, limit.most().orElse(0), limit.by());
    }

    static Refusal takesTooLong(Duration most) {
        return Refusal.of(Situation.TAKES_TOO_LONG, most.toSeconds());
    }

    static Refusal noPort(String why) {
        return Refusal.of(Situation.NO_PORT, why);
    }

    static Refusal uploadTooLarge(String by, long most) {
        return Refusal.of(Situation.UPLOAD_QUOTA, by, most);
    }

    static Refusal stopping() {
        return Refusal.of(Situation.STOPPING);
    }

    static Refusal noRoot() {
        return Refusal.of(Situation.NO_ROOT);
    }
}
