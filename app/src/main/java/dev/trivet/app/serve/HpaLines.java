package dev.trivet.app.serve;

import dev.trivet.app.serve.LogEntry.Level;
import dev.trivet.content.AddressText;
import dev.trivet.content.Resolution;
import dev.trivet.explain.Symptom;
import dev.trivet.server.Direction;
import dev.trivet.server.TransferEvent;
import dev.trivet.server.TransferEvent.Asked;
import dev.trivet.transfer.Outcome;
import dev.trivet.transfer.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What each event of a server looks like in the log of tftpd-hpa, which programs read: its two lines for a
/// request and for an ERROR are its own, word for word. It has none for the end of a transfer; ours begins
/// otherwise, so that nothing counts a request twice. No line begins with text of a client: the name of a file could
/// look
/// like such a line.
final class HpaLines {
    /// From here on tftpd-hpa tells of each request.
    static final int REQUESTS = 1;

    /// From here on of each ERROR that is sent.
    static final int ERRORS = 2;

    /// From here on how a name was found.
    static final int NAMES = 3;

    private HpaLines() {}

    /// A line and from which `--verbosity` on it is written.
    record Line(int verbosity, Level level, String text) {}

    static List<Line> of(TransferEvent event) {
        return switch (event) {
            case TransferEvent.Requested _, TransferEvent.Progress _ -> List.of();
            case TransferEvent.Refused e -> refused(e);
            case TransferEvent.Started e -> started(e);
            case TransferEvent.Ended e -> ended(e);
            case TransferEvent.Hint e -> List.of(hint(e));
            case TransferEvent.Unanswered e ->
                List.of(new Line(0, Level.WARN, e.requests() + " requests left unanswered: " + e.why()));
        };
    }

    private static Line hint(TransferEvent.Hint e) {
        var why = e.explanation();
        boolean harmless = why.situation().symptom() == Symptom.LOG_ONLY;
        return new Line(
                harmless ? NAMES : REQUESTS,
                harmless ? Level.INFO : Level.WARN,
                told(e.asked()) + ": " + EventEntries.why(why));
    }

    private static List<Line> started(TransferEvent.Started e) {
        var lines = new ArrayList<Line>();
        lines.add(request(e.asked(), e.mapped()));
        for (var step : e.steps()) lines.add(step(e.asked(), step));
        return lines;
    }

    /// What is not atomic is told with the request: it is the one way in which an upload can leave half a file.
    private static Line step(Asked asked, String step) {
        var text = told(asked) + ": " + EventEntries.text(step);
        return step.equals(Resolution.Accepted.NOT_ATOMIC)
                ? new Line(REQUESTS, Level.INFO, text)
                : new Line(NAMES, Level.DEBUG, text);
    }

    private static List<Line> refused(TransferEvent.Refused e) {
        var lines = new ArrayList<Line>();
        if (!e.asked().name().isEmpty()) lines.add(request(e.asked(), e.mapped()));
        lines.add(nak(e.asked(), e.refusal()));
        lines.add(new Line(
                NAMES,
                Level.DEBUG,
                told(e.asked()) + " refused: " + EventEntries.why(e.refusal().explanation())));
        return lines;
    }

    /// `RRQ from 192.0.2.7 filename boot/vmlinuz remapped to /srv/tftp/boot/vmlinuz`.
    private static Line request(Asked asked, Optional<String> mapped) {
        var remapped =
                mapped.map(name -> " remapped to " + EventEntries.text(name)).orElse("");
        var word = asked.direction() == Direction.READ ? "RRQ" : "WRQ";
        return new Line(REQUESTS, Level.INFO, word + " from " + peer(asked) + " filename " + name(asked) + remapped);
    }

    /// `sending NAK (1, File not found) to 192.0.2.7`.
    private static Line nak(Asked asked, Refusal refusal) {
        return new Line(
                ERRORS,
                Level.DEBUG,
                "sending NAK (" + refusal.code().value() + ", " + EventEntries.text(refusal.text()) + ") to "
                        + peer(asked));
    }

    private static List<Line> ended(TransferEvent.Ended e) {
        return switch (e.outcome()) {
            case Outcome.Completed() -> List.of(done(e, ""));
            case Outcome.Unconfirmed() -> List.of(done(e, ", the last ACK never came"));
            case Outcome.SizeProbe() ->
                List.of(new Line(
                        REQUESTS, Level.INFO, peer(e.asked()) + " asked for the size only of " + name(e.asked())));
            case Outcome.Restarted() ->
                List.of(new Line(NAMES, Level.DEBUG, peer(e.asked()) + " asked anew for " + name(e.asked())));
            case Outcome.Refused(var refusal) -> List.of(nak(e.asked(), refusal), failed(e));
            case Outcome.TimedOut _, Outcome.PeerGone _, Outcome.StoppedByPeer _ -> List.of(failed(e));
        };
    }

    /// `sent boot/vmlinuz to 192.0.2.7: 300000 octets in ...`.
    private static Line done(TransferEvent.Ended e, String but) {
        return new Line(REQUESTS, Level.INFO, moved(e, "sent ", "received ") + ": " + EventEntries.numbers(e) + but);
    }

    private static Line failed(TransferEvent.Ended e) {
        var why = e.explanation().map(EventEntries::why).orElse("");
        return new Line(
                REQUESTS,
                Level.WARN,
                moved(e, "failed to send ", "failed to receive ") + ": " + why + " (" + EventEntries.numbers(e) + ")");
    }

    private static String moved(TransferEvent.Ended e, String sent, String received) {
        var asked = e.asked();
        return asked.direction() == Direction.READ
                ? sent + name(asked) + " to " + peer(asked)
                : received + name(asked) + " from " + peer(asked);
    }

    private static String told(Asked asked) {
        return peer(asked) + " " + name(asked);
    }

    private static String peer(Asked asked) {
        return Ipv6Text.shortest(AddressText.of(asked.peer().address().getAddress()));
    }

    private static String name(Asked asked) {
        return EventEntries.text(asked.name());
    }
}
