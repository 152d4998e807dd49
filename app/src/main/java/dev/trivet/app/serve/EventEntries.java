package dev.trivet.app.serve;

import dev.trivet.app.SocketText;
import dev.trivet.app.serve.LogEntry.Fields;
import dev.trivet.app.serve.LogEntry.Level;
import dev.trivet.content.Resolution;
import dev.trivet.explain.Explanation;
import dev.trivet.explain.Situation;
import dev.trivet.explain.Symptom;
import dev.trivet.negotiation.Terms;
import dev.trivet.server.Direction;
import dev.trivet.server.TransferEvent;
import dev.trivet.server.TransferEvent.Asked;
import dev.trivet.server.TransferEvent.Ended;
import dev.trivet.transfer.Outcome;
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
            case TransferEvent.Hint e -> hint(e);
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
                + refusal.code().value() + ": " + why(refusal.explanation());
        var fields = asked(e.asked())
                .put("mapped", e.mapped().map(EventEntries::text))
                .put("error-code", refusal.code().value());
        return entry(e, level, "refused", summary, explanation(fields, refusal.explanation()));
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
        var level = isNotAtomic(e) ? Level.INFO : Level.DEBUG;
        return entry(e, level, "started", wish + " started after " + String.join(", ", steps), fields);
    }

    /// To be seen by default: it is the one way in which an upload can leave half a file.
    static boolean isNotAtomic(TransferEvent.Started e) {
        return e.steps().contains(Resolution.Accepted.NOT_ATOMIC);
    }

    private static LogEntry progress(TransferEvent.Progress e) {
        var fields = asked(e.asked()).put("octets", e.octets());
        return entry(e, Level.DEBUG, "progress", wish(e.asked()) + " at " + e.octets() + " octets", fields);
    }

    private static LogEntry hint(TransferEvent.Hint e) {
        var why = e.explanation();
        var level = why.situation().symptom() == Symptom.LOG_ONLY ? Level.INFO : Level.WARN;
        return entry(e, level, "hint", wish(e.asked()) + ": " + why(why), explanation(asked(e.asked()), why));
    }

    private static LogEntry unanswered(TransferEvent.Unanswered e) {
        var fields = new Fields().put("requests", e.requests()).put("cause", e.why());
        return entry(e, Level.WARN, "unanswered", e.requests() + " requests left unanswered: " + e.why(), fields);
    }

    private static LogEntry ended(Ended e) {
        double seconds = seconds(e);
        double rate = rate(e);
        var fields = asked(e.asked())
                .putText("file", text(e.file()))
                .put("octets", e.octets())
                .put("seconds", Math.round(seconds * 1e6) / 1e6)
                .put("megabytes-per-second", Math.round(rate * 1000) / 1000.0);
        terms(fields, e.terms()).put("retransmissions", e.retransmissions());
        return ended(e, fields, numbers(e));
    }

    private static double seconds(Ended e) {
        return Math.max(e.elapsed().toNanos(), 1) / 1e9;
    }

    private static double rate(Ended e) {
        return e.octets() / seconds(e) / MEGA;
    }

    /// `300000 octets in 0.120 s (2.50 MB/s), blksize 1468, ...`.
    static String numbers(Ended e) {
        return String.format(
                Locale.ROOT,
                "%d octets in %.3f s (%.2f MB/s), blksize %d, windowsize %d, %d retransmissions",
                e.octets(),
                seconds(e),
                rate(e),
                e.terms().blockSize().octets(),
                e.terms().windowSize().blocks(),
                e.retransmissions());
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
                        explanation(
                                fields.put("outcome", "unconfirmed"),
                                e.explanation().orElseThrow()));
            case Outcome.SizeProbe() ->
                entry(
                        e,
                        Level.INFO,
                        "ended",
                        wish + " asked for the size only",
                        explanation(
                                fields.put("outcome", "size-probe"),
                                e.explanation().orElseThrow()));
            case Outcome.Restarted() ->
                entry(
                        e,
                        Level.INFO,
                        "ended",
                        wish + " asked anew from the same port",
                        explanation(
                                fields.put("outcome", "restarted"),
                                e.explanation().orElseThrow()));
            case Outcome.TimedOut _ -> failed(e, fields.put("outcome", "timed-out"), numbers);
            case Outcome.PeerGone _ -> failed(e, fields.put("outcome", "peer-gone"), numbers);
            case Outcome.StoppedByPeer stopped ->
                stopped(
                        e,
                        fields.put("outcome", "stopped-by-peer")
                                .put("error-code", stopped.code().value()),
                        numbers,
                        stopped.code());
            case Outcome.Refused(var refusal) ->
                failed(
                        e,
                        fields.put("outcome", "refused")
                                .put("error-code", refusal.code().value()),
                        numbers);
        };
    }

    /// GRUB and iPXE close a file of which they have read enough by ERROR 0: nothing has failed.
    private static LogEntry stopped(Ended e, Fields fields, String numbers, ErrorCode code) {
        var why = e.explanation().orElseThrow();
        boolean closed = e.asked().direction() == Direction.READ
                && code.equals(ErrorCode.NOT_DEFINED)
                && why.situation() == Situation.STOPPED_BY_CLIENT;
        if (!closed) return failed(e, fields, numbers);
        var summary = wish(e.asked()) + " ended early: " + text(why.cause()) + " (" + numbers + ")";
        return entry(e, Level.INFO, "ended", summary, explanation(fields, why));
    }

    private static LogEntry failed(Ended e, Fields fields, String numbers) {
        var why = e.explanation().orElseThrow();
        var summary = wish(e.asked()) + " failed: " + why(why) + " (" + numbers + ")";
        return entry(e, Level.WARN, "ended", summary, explanation(fields, why));
    }

    // --- parts

    private static String wish(Asked asked) {
        var name = asked.name().isEmpty()
                ? "a request"
                : verb(asked.direction()) + " " + WireText.quoted(asked.name(), TEXT_MOST);
        return address(asked.peer().address()) + " " + name;
    }

    private static String mapped(Optional<String> name) {
        return name.map(meant -> " remapped to " + WireText.quoted(meant, TEXT_MOST))
                .orElse("");
    }

    private static String verb(Direction direction) {
        return direction == Direction.READ ? "read" : "write";
    }

    static String why(Explanation why) {
        return text(why.cause()) + (why.remedy().isEmpty() ? "" : "; " + text(why.remedy()));
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

    private static Fields explanation(Fields fields, Explanation why) {
        return fields.put("situation", why.situation().id())
                .putText("cause", text(why.cause()))
                .putText("remedy", text(why.remedy()));
    }

    static String text(String outside) {
        return WireText.printable(outside, TEXT_MOST);
    }

    static String address(InetSocketAddress address) {
        return SocketText.of(address);
    }
}
