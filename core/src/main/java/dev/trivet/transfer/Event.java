package dev.trivet.transfer;

import dev.trivet.wire.Packet;

/// What can happen to a transfer. Whoever drives a machine checks the TID first: a stranger's packet never gets here.
public sealed interface Event {

    /// What a [Sender] understands.
    sealed interface OfSender extends Event {}

    /// What a [Receiver] understands.
    sealed interface OfReceiver extends Event {}

    /// What both understand.
    sealed interface OfBoth extends OfSender, OfReceiver {}

    /// A packet of the transfer's own peer.
    ///
    /// @param packet good for the step only: the payload of DATA is a view of the datagram
    record Received(Packet packet) implements OfBoth {}

    /// The deadline of the last [Actions#wakeAt] has come.
    record TimerFired() implements OfBoth {}

    /// The peer sent its RRQ or WRQ again, before anything else: it gets its first answer again, one for one.
    record RequestRepeated() implements OfBoth {}

    /// The host of the peer says that nobody listens at its port any more (ICMP): the program there has ended.
    record PeerGone() implements OfBoth {}

    /// Content or policy ends the transfer: the peer gets ERROR.
    ///
    /// @param refusal what the ERROR says
    record Refuse(Refusal refusal) implements OfBoth {}

    /// The first `octets` of the content can be sent without waiting.
    ///
    /// @param octets counted from the beginning of the content; never fewer than before
    /// @param end whether that is all there is
    record ContentReady(long octets, boolean end) implements OfSender {}

    /// So many octets have reached the file.
    ///
    /// @param octets counted from the beginning; never fewer than before
    record Stored(long octets) implements OfReceiver {}

    /// The whole file stands under its name.
    record Committed() implements OfReceiver {}

    /// The one there is, so that a step allocates nothing.
    TimerFired TIMER_FIRED = new TimerFired();
    /// The one there is.
    RequestRepeated REQUEST_REPEATED = new RequestRepeated();
    /// The one there is.
    PeerGone PEER_GONE = new PeerGone();
    /// The one there is.
    Committed COMMITTED = new Committed();
}
