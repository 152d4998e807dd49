package dev.trivet.app.doctor.firewall;

import java.util.stream.Stream;

/// Whether a condition holds for a datagram of which not everything is known.
enum Truth {
    YES,
    NO,
    /// For some such datagrams, or it is not understood.
    MAYBE;

    static Truth of(boolean known) {
        return known ? YES : NO;
    }

    Truth not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case MAYBE -> MAYBE;
        };
    }

    Truth butFor(boolean negated) {
        return negated ? not() : this;
    }

    static Truth all(Stream<Truth> conditions) {
        return conditions.reduce(YES, (one, other) -> one == NO || other == NO ? NO : one == YES ? other : one);
    }

    static Truth any(Stream<Truth> conditions) {
        return all(conditions.map(Truth::not)).not();
    }
}
