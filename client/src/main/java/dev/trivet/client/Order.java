package dev.trivet.client;

import dev.trivet.engine.Workers;
import dev.trivet.transfer.Start;
import dev.trivet.wire.Mode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// One transfer as it was asked for, with the names looked up.
///
/// @param candidates at least one: addresses of the host to which a way leads, the preferred one first
/// @param workers run what may wait for its content
/// @param loss of datagrams on purpose, for all transfers of the client
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
        Loss loss,
        Start blocksFrom,
        CompletableFuture<TransferReport> result) {

    /// A server that may be the one that is meant.
    record Candidate(InetSocketAddress server, Way way) {
        /// Looks the host up: may wait.
        ///
        /// @throws TftpException where no way leads to any of its addresses
        static List<Candidate> of(TftpUri uri, Network network) throws TftpException {
            try {
                return of(uri, network, network.addresses(uri.host()));
            } catch (UnknownHostException e) {
                throw Explanations.unknownHost(uri.host());
            } catch (IOException e) {
                throw Explanations.noWay(uri.host(), e);
            }
        }

        private static List<Candidate> of(TftpUri uri, Network network, List<InetAddress> addresses)
                throws IOException {
            var candidates = new ArrayList<Candidate>();
            var noWay = new IOException("it has no address");
            for (var address : addresses) {
                var server = new InetSocketAddress(address, uri.port());
                try {
                    candidates.add(new Candidate(server, network.way(server)));
                } catch (IOException e) {
                    noWay = e;
                }
            }
            if (candidates.isEmpty()) throw noWay;
            return candidates;
        }
    }

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
