package dev.trivet.wire;

/// What the octets of one datagram turned out to be: a [Packet], or a reason why they are none.
public sealed interface Decoded permits Packet, Malformed {}
