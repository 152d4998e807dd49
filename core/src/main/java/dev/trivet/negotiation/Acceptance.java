package dev.trivet.negotiation;

import dev.trivet.transfer.Refusal;

/// What a client makes of the options that a server acknowledged.
public sealed interface Acceptance {
    /// The OACK stays within what was asked.
    ///
    /// @param terms what the transfer goes by from now on
    record Agreed(Terms terms) implements Acceptance {}

    /// The OACK says what was not asked. "If the client rejects the OACK, it sends an ERROR packet, with error code
    /// 8, to the server" (RFC 2347).
    ///
    /// @param refusal the ERROR to send
    record Declined(Refusal refusal) implements Acceptance {}
}
