package dev.trivet.app.serve;

import dev.trivet.app.SocketText;
import dev.trivet.app.serve.LogEntry.Fields;
import dev.trivet.app.serve.LogEntry.Level;
import dev.trivet.negotiation.BlockSize;
import dev.trivet.negotiation.Terms;
import dev.trivet.server.Direction;
import dev.trivet.server.TransferEvent;
import dev.trivet.server.TransferEvent.Asked;
import dev.trivet.server.TransferEvent.Ended;
import dev.trivet.transfer.Outcome;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.WireText;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;

/// What each event of a server looks like in the log.
final class EventEntries {
    /// Names and texts from outside are cut here: a line of the log stays a line.
    private static final int TEXT_MOST = 200;

    private static final double MEGA = 1e6;

    private EventEntries() {}

    static LogEntry of(TransferEvent event) {
        return switch (event) {
            case TransferEvent.Requested e -> entry(e, Level.DEBUG, "requested", wish(e.asked()), asked(e.asked()));
            case TransferEvent.Refused e -> refused(e);
            case TransferEvent.Started e -> started(e);
            case TransferEvent.Progress e -> progress(e);
            case Ended e -> ended(e);
            case TransferEvent.Unanswered e -> unanswered(e);
        };
    }

    private static LogEntry entry(TransferEvent event, Level level, String word, String summary, Fields fields) {
        return new LogEntry(event.time(), level, word, summary, fields.map());
    }

    private static LogEntry refused(TransferEvent.Refused e) {
        var refusal = e.refusal();
        // Boot ROMs and phones ask for dozens of names that are not there: no reason to warn.
        var level = refusal.code().equals(ErrorCode.FILE_NOT_FOUND) ? Level.INFO : Level.WARN;
        var summary = wish(e.asked()) + mapped(e.mapped()) + " refused with error "
                + refusal.code().value() + ": " + why(refusal);
        var fields = asked(e.asked()).put("mapped", e.mapped().map(EventEntries::text));
        return entry(e, level, "refused", summary, refusal(fields, refusal));
    }

    private static LogEntry started(TransferEvent.Started e) {
        var fields = asked(e.asked())
                .put("mapped", e.mapped().map(EventEntries::text))
                .putText("file", text(e.file()));
        terms(fields, e.terms());
        var wish = wish(e.asked()) + mapped(e.mapped());
        if (e.steps().isEmpty()) return entry(e, Level.DEBUG, "started", wish + " started", fields);
        var steps = e.steps().stream().map(EventEntries::text).toList();
        fields.put("steps", steps);
        return entry(e, Level.DEBUG, "started", wish + " started after " + String.join(", ", steps), fields);
    }

    private static LogEntry progress(TransferEvent.Progress e) {
        var fields = asked(e.asked()).put("octets", e.octets());
        return entry(e, Level.DEBUG, "progress", wish(e.asked()) + " at " + e.octets() + " octets", fields);
    }

    private static LogEntry unanswered(TransferEvent.Unanswered e) {
        var fields = new Fields().put("requests", e.requests()).put("cause", e.why());
        return entry(e, Level.WARN, "unanswered", e.requests() + " requests left unanswered: " + e.why(), fields);
    }

    private static LogEntry ended(Ended e) {
        double seconds = Math.max(e.elapsed().toNanos(), 1) / 1e9;
        double rate = e.octets() / seconds / MEGA;
        var fields = asked(e.asked())
                .putText("file", text(e.file()))
                .put("octets", e.octets())
                .put("seconds", Math.round(seconds * 1e6) / 1e6)
                .put("megabytes-per-second", Math.round(rate * 1000) / 1000.0);
        terms(fields, e.terms()).put("retransmissions", e.retransmissions());
        var numbers = String.format(
                Locale.ROOT,
                "%d octets in %.3f s (%.2f MB/s), blksize %d, windowsize %d, %d retransmissions",
                e.octets(),
                seconds,
                rate,
                e.terms().blockSize().octets(),
                e.terms().windowSize().blocks(),
                e.retransmissions());
        return ended(e, fields, numbers);
    }

    private static LogEntry ended(Ended e, Fields fields, String numbers) {
        var wish = wish(e.asked());
        return switch (e.outcome()) {
            case Outcome.Completed() ->
                entry(e, Level.INFO, "ended", wish + " completed: " + numbers, fields.put("outcome", "completed"));
            case Outcome.Unconfirmed() ->
                entry(
                        e,
                        Level.INFO,
                        "ended",
                        wish + " unconfirmed, the last ACK never came: " + numbers,
                        fields.put("outcome", "unconfirmed"));
            case Outcome.SizeProbe() ->
                entry(e, Level.INFO, "ended", wish + " asked for the size only", fields.put("outcome", "size-probe"));
            case Outcome.Restarted() ->
                entry(
                        e,
                        Level.INFO,
                        "ended",
                        wish + " asked anew from the same port",
                        fields.put("outcome", "restarted"));
            case Outcome.TimedOut(boolean proven) ->
                failed(e, fields.put("outcome", "timed-out"), timedOut(e, proven), numbers);
            case Outcome.PeerGone(boolean proven) ->
                failed(e, fields.put("outcome", "peer-gone"), peerGone(e, proven), numbers);
            case Outcome.StoppedByPeer(var code, var message) ->
                failed(e, fields.put("outcome", "stopped-by-peer"), stoppedByPeer(code, message), numbers);
            case Outcome.Refused(var refusal) -> failed(e, fields.put("outcome", "refused"), refusal, numbers);
        };
    }

    private static LogEntry failed(Ended e, Fields fields, Refusal refusal, String numbers) {
        var summary = wish(e.asked()) + " failed: " + why(refusal) + " (" + numbers + ")";
        return entry(e, Level.WARN, "ended", summary, refusal(fields, refusal));
    }

    private static Refusal timedOut(Ended e, boolean proven) {
        var peer = e.asked().peer().address().getAddress().getHostAddress();
        if (!proven)
            return timedOut(
                    peer + " never acknowledged: our answers do not reach it, or the request was forged",
                    "firewall or NAT between? try --single-port, or open the --port-range");
        int blockSize = e.terms().blockSize().octets();
        // Small packets pass both ways, as its ACK of the options shows, and not one block does.
        return e.octets() == 0 && blockSize > BlockSize.DEFAULT.octets()
                ? timedOut(
                        peer + " stopped answering before the first block of " + blockSize + " octets",
                        "is that too large for a link on the way? try --max-blksize 1200")
                : timedOut(peer + " stopped answering", "was it switched off, or the network cut?");
    }

    private static Refusal timedOut(String cause, String remedy) {
        return new Refusal(ErrorCode.NOT_DEFINED, "", cause, remedy);
    }

    private static Refusal peerGone(Ended e, boolean proven) {
        var address = e.asked().peer().address();
        var peer = address.getAddress().getHostAddress();
        return proven
                ? new Refusal(
                        ErrorCode.NOT_DEFINED,
                        "",
                        "nobody listens at port " + address.getPort() + " of " + peer + " any more",
                        "the client ended, or restarted: its own log tells why")
                : new Refusal(
                        ErrorCode.NOT_DEFINED,
                        "",
                        "nobody listens at port " + address.getPort() + " of " + peer + ", where the request came from",
                        "the client did not wait for the answer, or somebody forged its address");
    }

    private static Refusal stoppedByPeer(ErrorCode code, String message) {
        return new Refusal(
                code,
                "",
                "the client sent error " + code.value() + (message.isBlank() ? "" : ": " + text(message)),
                code.equals(ErrorCode.OPTION_REFUSED)
                        ? "it did not accept the options that it asked for"
                        : "the client's log tells why");
    }

    // --- parts

    private static String wish(Asked asked) {
        var name = asked.name().isEmpty() ? "a request" : verb(asked.direction()) + " \"" + text(asked.name()) + "\"";
        return address(asked.peer().address()) + " " + name;
    }

    private static String mapped(Optional<String> name) {
        return name.map(meant -> " remapped to \"" + text(meant) + "\"").orElse("");
    }

    private static String verb(Direction direction) {
        return direction == Direction.READ ? "read" : "write";
    }

    private static String why(Refusal refusal) {
        return text(refusal.cause()) + (refusal.remedy().isEmpty() ? "" : "; " + text(refusal.remedy()));
    }

    private static Fields asked(Asked asked) {
        return new Fields()
                .put("transfer", asked.id())
                .put("peer", address(asked.peer().address()))
                .put("local", address(asked.local()))
                .put("direction", verb(asked.direction()))
                .putText("name", text(asked.name()))
                .put("mode", asked.mode().wire());
    }

    private static Fields terms(Fields fields, Terms terms) {
        return fields.put("blksize", terms.blockSize().octets())
                .put("windowsize", terms.windowSize().blocks())
                .put("timeout-seconds", terms.timeout().map(t -> t.toMillis() / 1000.0));
    }

    private static Fields refusal(Fields fields, Refusal refusal) {
        return fields.put("error-code", refusal.code().value())
                .putText("cause", text(refusal.cause()))
                .putText("remedy", text(refusal.remedy()));
    }

    private static String text(String outside) {
        return WireText.printable(outside, TEXT_MOST);
    }

    static String address(InetSocketAddress address) {
        return SocketText.of(address);
    }
}
