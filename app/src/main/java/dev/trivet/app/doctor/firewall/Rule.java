package dev.trivet.app.doctor.firewall;

import java.util.List;

/// One rule of a chain.
///
/// @param conditions all must hold
/// @param text as its own tool writes it
record Rule(List<Condition> conditions, Effect effect, String text) {
    Rule {
        conditions = List.copyOf(conditions);
    }

    interface Condition {
        Truth of(Datagram datagram);

        /// What is not understood, or depends on more than we know.
        Condition UNKNOWN = _ -> Truth.MAYBE;

        Condition NEVER = _ -> Truth.NO;
    }

    Truth fits(Datagram datagram) {
        return Truth.all(conditions.stream().map(condition -> condition.of(datagram)));
    }
}
