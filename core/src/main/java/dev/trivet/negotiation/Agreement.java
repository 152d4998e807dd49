package dev.trivet.negotiation;

import dev.trivet.wire.Options;

/// The server's answer to the options of a request.
///
/// @param terms what holds from now on
/// @param acknowledged the content of the OACK; empty: no OACK, plain RFC 1350
public record Agreement(Terms terms, Options acknowledged) {}
