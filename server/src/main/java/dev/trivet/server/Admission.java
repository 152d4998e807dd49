package dev.trivet.server;

import dev.trivet.engine.Port;
import dev.trivet.engine.Route;
import dev.trivet.wire.Packet;

/// A request that may become a transfer.
///
/// @param listening where it came in
/// @param client what holds for who asks
record Admission(Port listening, Route route, TransferEvent.Asked asked, Packet.Request request, ClientTerms client) {}
