package dev.trivet.server;

import dev.trivet.explain.Explanation;
import dev.trivet.explain.Situation;
import dev.trivet.negotiation.BlockSize;
import dev.trivet.server.TransferEvent.Ended;
import dev.trivet.transfer.Outcome;
import dev.trivet.wire.ErrorCode;
import java.util.Optional;

/// What an end means.
final class Endings {
    private Endings() {}

    static Optional<Explanation> explain(Ended end) {
        return switch (end.outcome()) {
            case Outcome.Completed() -> Optional.empty();
            case Outcome.Unconfirmed() -> Optional.of(Situation.UNCONFIRMED.explain(client(end)));
            case Outcome.SizeProbe() -> Optional.of(Situation.SIZE_PROBE.explain(client(end)));
            case Outcome.Restarted() -> Optional.of(Situation.ASKED_ANEW.explain(client(end)));
            case Outcome.TimedOut(boolean proven) -> Optional.of(timedOut(end, proven));
            case Outcome.PeerGone(boolean proven) -> Optional.of(peerGone(end, proven));
            case Outcome.StoppedByPeer(var code, var message) -> Optional.of(stoppedByPeer(end, code, message));
            case Outcome.Refused(var refusal) -> Optional.of(refusal.explanation());
        };
    }

    private static Explanation timedOut(Ended end, boolean proven) {
        if (!proven) return Situation.NEVER_ACKNOWLEDGED.explain(client(end));
        if (isAtRollover(end)) return brokeOff(end);
        int blockSize = end.terms().blockSize().octets();
        // Small packets pass both ways, as its ACK of the options shows, and not one block does.
        return end.octets() == 0 && blockSize > BlockSize.DEFAULT.octets()
                ? Situation.BLOCKS_TOO_LARGE.explain(client(end), blockSize)
                : Situation.STOPPED_ANSWERING.explain(client(end));
    }

    private static Explanation peerGone(Ended end, boolean proven) {
        if (isAtRollover(end)) return brokeOff(end);
        int port = end.asked().peer().address().getPort();
        var situation = proven ? Situation.GONE : Situation.GONE_BEFORE_ANSWER;
        return situation.explain(port, client(end));
    }

    private static Explanation stoppedByPeer(Ended end, ErrorCode code, String message) {
        if (code.equals(ErrorCode.UNKNOWN_TRANSFER_ID) && end.octets() == 0)
            return Situation.ANSWER_FROM_ELSEWHERE.explain(client(end));
        if (isAtRollover(end)) return brokeOff(end);
        var text = message.isBlank() ? "" : ": " + message;
        var situation = code.equals(ErrorCode.OPTION_REFUSED)
                ? Situation.OPTIONS_REFUSED_BY_CLIENT
                : Situation.STOPPED_BY_CLIENT;
        return situation.explain(code.value(), text);
    }

    /// Whether the last block that passed is the last one before the number after 65535, or 32767 for a client that
    /// takes numbers for signed ones. With a window the ACK may stay up to a window behind.
    private static boolean isAtRollover(Ended end) {
        long block = blocks(end);
        int window = end.terms().windowSize().blocks();
        return isJustUpTo(StartHints.LAST_BLOCK, block, window)
                || isJustUpTo(StartHints.LAST_SIGNED_BLOCK, block, window);
    }

    private static boolean isJustUpTo(int last, long block, int window) {
        return block > last - window && block <= last + 1;
    }

    private static Explanation brokeOff(Ended end) {
        return Situation.BROKE_OFF_AT_ROLLOVER.explain(client(end), blocks(end), end.octets());
    }

    private static long blocks(Ended end) {
        return end.octets() / end.terms().blockSize().octets();
    }

    private static String client(Ended end) {
        return end.asked().peer().address().getAddress().getHostAddress();
    }
}
