package dev.trivet.content;

import dev.trivet.transfer.Refusal;

/// What a [NameMap] made of a name.
public sealed interface MappedName {

    /// A name that content is asked for.
    ///
    /// @param name the same, or another
    record Meant(String name) implements MappedName {}

    /// Nothing: the request is answered with ERROR.
    ///
    /// @param refusal its text goes to the peer, its cause and remedy to the log
    record Refused(Refusal refusal) implements MappedName {}
}
