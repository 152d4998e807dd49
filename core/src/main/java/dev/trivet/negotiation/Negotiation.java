package dev.trivet.negotiation;

import dev.trivet.wire.Packet;
import java.util.OptionalLong;

/// Options asked and our limits, turned into terms (RFC 2347, 2348, 2349, 7440 and tftpd-hpa's blksize2,
/// utimeout and rollover). Unknown or unacceptable options are left out, never an error.
public final class Negotiation {
    private Negotiation() {}

    /// The server's side.
    ///
    /// @param size octets that a read will send, where known: answered to `tsize` unless it is 0, because
    ///     curl fails on the size of an empty file
    public static Agreement answer(Packet.Request request, Limits limits, OptionalLong size) {
        throw new UnsupportedOperationException("next commit");
    }
}
