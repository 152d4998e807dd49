package dev.trivet.client;

import dev.trivet.engine.Workers;
import dev.trivet.transfer.Start;
import dev.trivet.wire.Mode;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// One transfer as it was asked for, with the names looked up.
///
/// @param candidates at least one: addresses of the host to which a way leads, the preferred one first
/// @param workers run what may wait for its content
/// @param blocksFrom where its blocks begin
/// @param result completed off the loop
record Order(
        ClientEvent.Wish wish,
        TftpUri uri,
        Mode mode,
        List<Candidate> candidates,
        ClientSettings settings,
        Network network,
        InstantSource clock,
        Workers workers,
        Start blocksFrom,
        CompletableFuture<TransferReport> result) {

    /// A server that may be the one that is meant.
    record Candidate(InetSocketAddress server, Way way) {}

    void tell(ClientEvent event) {
        for (var listener : settings.listeners()) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                settings.uncaught().accept(e);
            }
        }
    }
}
