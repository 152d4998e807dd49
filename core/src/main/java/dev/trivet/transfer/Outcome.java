package dev.trivet.transfer;

import dev.trivet.wire.ErrorCode;

/// How a transfer ended. Exactly one for each.
public sealed interface Outcome {
    /// Every octet was acknowledged (sending) or stored (receiving).
    record Completed() implements Outcome {}

    /// The last ACK never came though the peer had acknowledged every block before the last flight. The file
    /// probably arrived; nobody can know. Some clients never send the last ACK.
    record Unconfirmed() implements Outcome {}

    /// The peer asked for the size, and ended the transfer when it had the OACK: a habit of boot ROMs, no failure.
    record SizeProbe() implements Outcome {}

    /// The peer was silent for as long as [Patience] allows.
    ///
    /// @param proven whether the peer ever answered. If not: a firewall, NAT, or a forged source address
    record TimedOut(boolean proven) implements Outcome {}

    /// The peer's host said that nobody listens at its port any more.
    ///
    /// @param proven whether the peer ever answered. If not: the request was forged, or its sender did not wait
    record PeerGone(boolean proven) implements Outcome {}

    /// The peer sent ERROR.
    ///
    /// @param code of the ERROR
    /// @param message its text; from the network, not fit for a terminal as it is: see
    ///     [dev.trivet.wire.WireText#printable]
    record StoppedByPeer(ErrorCode code, String message) implements Outcome {}

    /// We sent ERROR: the peer broke a rule, or content or the disk failed us.
    ///
    /// @param refusal what the ERROR said
    record Refused(Refusal refusal) implements Outcome {}

    /// The same client asked anew from the same port before this transfer was over.
    record Restarted() implements Outcome {}
}
