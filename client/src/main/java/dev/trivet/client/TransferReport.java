package dev.trivet.client;

import dev.trivet.negotiation.Terms;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

/// What a transfer came to that is complete: every octet stored where it was meant to be.
///
/// @param uri what was asked for
/// @param server address and port that answered: the TID of the transfer (RFC 1350 §4)
/// @param terms what both sides agreed on
/// @param octets of the file as it travelled; a netascii file may have fewer on disk
/// @param elapsed from the first request to the last ACK, waiting and attempts included
/// @param firstBlock from the first request to the first block: of a get the first that came, of a put the answer
///     that lets the first one leave
/// @param retransmissions packets of ours that were sent more than once, requests included
/// @param attempts requests of different kinds that were needed: 1 unless the server choked on an option
public record TransferReport(
        URI uri,
        InetSocketAddress server,
        Terms terms,
        long octets,
        Duration elapsed,
        Duration firstBlock,
        long retransmissions,
        int attempts) {}
