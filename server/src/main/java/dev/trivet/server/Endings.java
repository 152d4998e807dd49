package dev.trivet.server;

import dev.trivet.explain.Explanation;
import dev.trivet.explain.Situation;
import dev.trivet.negotiation.BlockSize;
import dev.trivet.server.TransferEvent.Ended;
import dev.trivet.transfer.Outcome;
import dev.trivet.wire.ErrorCode;
import java.util.Optional;

/// What an end without success means.
final class Endings {
    private Endings() {}

    static Optional<Explanation> explain(Ended end) {
        return switch (end.outcome()) {
            case Outcome.TimedOut(boolean proven) -> Optional.of(timedOut(end, proven));
            case Outcome.PeerGone(boolean proven) -> Optional.of(peerGone(end, proven));
            case Outcome.StoppedByPeer(var code, var message) -> Optional.of(stoppedByPeer(code, message));
            case Outcome.Refused(var refusal) -> Optional.of(refusal.explanation());
            case Outcome.Completed _, Outcome.Unconfirmed _, Outcome.SizeProbe _, Outcome.Restarted _ ->
                Optional.empty();
        };
    }

    private static Explanation timedOut(Ended end, boolean proven) {
        if (!proven) return Situation.NEVER_ACKNOWLEDGED.explain(client(end));
        int blockSize = end.terms().blockSize().octets();
        // Small packets pass both ways, as its ACK of the options shows, and not one block does.
        return end.octets() == 0 && blockSize > BlockSize.DEFAULT.octets()
                ? Situation.BLOCKS_TOO_LARGE.explain(client(end), blockSize)
                : Situation.STOPPED_ANSWERING.explain(client(end));
    }

    private static Explanation peerGone(Ended end, boolean proven) {
        int port = end.asked().peer().address().getPort();
        var situation = proven ? Situation.GONE : Situation.GONE_BEFORE_ANSWER;
        return situation.explain(port, client(end));
    }

    private static Explanation stoppedByPeer(ErrorCode code, String message) {
        var text = message.isBlank() ? "" : ": " + message;
        var situation = code.equals(ErrorCode.OPTION_REFUSED)
                ? Situation.OPTIONS_REFUSED_BY_CLIENT
                : Situation.STOPPED_BY_CLIENT;
        return situation.explain(code.value(), text);
    }

    private static String client(Ended end) {
        return end.asked().peer().address().getAddress().getHostAddress();
    }
}
