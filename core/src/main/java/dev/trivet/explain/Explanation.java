package dev.trivet.explain;

/// Why something is as it is, and what helps: one [Situation] with its numbers and names.
///
/// @param situation which one
/// @param cause for the operator: the full truth, in a sentence. May hold texts from the network: not fit for a
/// terminal
///     as it is, see [dev.trivet.wire.WireText#printable]
/// @param remedy what to do about it
public record Explanation(Situation situation, String cause, String remedy) {}
