package dev.trivet.client;

import dev.trivet.negotiation.Terms;
import dev.trivet.wire.Options;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;

/// What a client tells about its transfers. Listeners run on the client's loop thread: they must not wait. Of one
/// transfer the events come in order: one or more [Asking], [Started], any number of [Progress], one end; [RuleBroken]
/// before a further [Asking], or before the end.
public sealed interface ClientEvent {

    /// {@return when it happened, by the wall clock}
    Instant time();

    /// Which transfer. The same object in every event of it.
    ///
    /// @param id counts up from 1 in each client
    /// @param put whether the file is sent; else it is fetched
    /// @param uri as the caller gave it
    record Wish(long id, boolean put, URI uri) {}

    /// {@return which transfer}
    Wish wish();

    /// A request leaves: the first, or another kind of it since the one before led nowhere. Repeats are not told.
    ///
    /// @param time when it happened
    /// @param wish the same in every event of the transfer
    /// @param attempt counts from 1
    /// @param server where the request goes
    /// @param options that are asked for
    /// @param why the former attempt was given up, as a sentence; empty for the first
    record Asking(Instant time, Wish wish, int attempt, InetSocketAddress server, Options options, String why)
            implements ClientEvent {}

    /// The server answered, and the terms are known.
    ///
    /// @param time when it happened
    /// @param wish the same in every event of the transfer
    /// @param terms what was agreed on
    record Started(Instant time, Wish wish, Terms terms) implements ClientEvent {}

    /// The server broke a rule of the RFCs: acknowledged an option that was not asked for, or a larger block, or sent
    /// one. The client asks again without that option, or ends the transfer.
    ///
    /// @param time when it happened
    /// @param wish the same in every event of the transfer
    /// @param how what it did, in one sentence
    record RuleBroken(Instant time, Wish wish, String how) implements ClientEvent {}

    /// At most ten times a second.
    ///
    /// @param time when it happened
    /// @param wish the same in every event of the transfer
    /// @param octets received, or acknowledged by the server
    record Progress(Instant time, Wish wish, long octets) implements ClientEvent {}

    /// Everything is where it was meant to be.
    ///
    /// @param time when it happened
    /// @param wish the same in every event of the transfer
    /// @param report as the call gives it back
    record Completed(Instant time, Wish wish, TransferReport report) implements ClientEvent {}

    /// It came to nothing: what was there before is untouched.
    ///
    /// @param time when it happened
    /// @param wish the same in every event of the transfer
    /// @param why as the call throws it
    record Failed(Instant time, Wish wish, TftpException why) implements ClientEvent {}
}
