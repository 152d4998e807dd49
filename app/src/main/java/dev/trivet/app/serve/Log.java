package dev.trivet.app.serve;

import dev.trivet.app.serve.LogEntry.Level;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.LogFormat;
import dev.trivet.app.settings.ServeSettings;
import dev.trivet.server.TransferEvent;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;

/// Writes the log. Any thread.
final class Log {
    /// Lines of a fault's stack: deeper ones tell nothing new.
    private static final int DEEPEST = 100;

    private final LogOutput out;
    private final InstantSource clock;
    private volatile Form form;
    private final SilentClients silent = new SilentClients();

    Log(LogOutput out, Form form, InstantSource clock) {
        this.out = out;
        this.form = form;
        this.clock = clock;
    }

    /// @param least what is less important is left out
    /// @param verbosity as tftpd-hpa counts it, for its format alone
    record Form(LogFormat format, Level least, int verbosity) {
        static Form of(ServeSettings settings) {
            var format = settings.get(Keys.LOG);
            int verbosity = settings.get(Keys.VERBOSITY);
            if (settings.get(Keys.VERBOSE)) return new Form(format, Level.DEBUG, Math.max(verbosity, HpaLines.NAMES));
            return settings.get(Keys.QUIET) ? new Form(format, Level.WARN, 0) : new Form(format, Level.INFO, verbosity);
        }
    }

    /// From now on.
    void use(Form other) {
        form = other;
    }

    void event(TransferEvent event) {
        var now = form;
        boolean hpa = now.format() == LogFormat.TFTPD_HPA;
        // Details come several times for each transfer: not worth a line's making where nobody reads it.
        if (!hpa && now.least() != Level.DEBUG && isDetail(event)) return;
        if (event instanceof TransferEvent.Ended ended && isLeftOut(ended)) return;
        if (hpa) HpaLines.of(event).forEach(this::write);
        else write(EventEntries.of(event));
    }

    private boolean isLeftOut(TransferEvent.Ended event) {
        boolean left = SilentClients.isOne(event) && !silent.mayTell(event);
        long others = left ? 0 : silent.takeLeftOut();
        if (others > 0)
            say(Level.WARN, "silent-clients", others + " more clients never acknowledged: a flood of forged requests?");
        return left;
    }

    private static boolean isDetail(TransferEvent event) {
        return switch (event) {
            case TransferEvent.Requested _, TransferEvent.Progress _ -> true;
            case TransferEvent.Started started -> !EventEntries.isNotAtomic(started);
            case TransferEvent.Refused _, TransferEvent.Ended _, TransferEvent.Hint _, TransferEvent.Unanswered _ ->
                false;
        };
    }

    /// What belongs to no transfer.
    void say(Level level, String event, String message) {
        if (form.format() != LogFormat.TFTPD_HPA) write(new LogEntry(clock.instant(), level, event, message, Map.of()));
        else write(new HpaLines.Line(level.compareTo(Level.WARN) >= 0 ? 0 : HpaLines.REQUESTS, level, message));
    }

    void fault(Throwable fault) {
        say(Level.ERROR, "fault", "a fault in Trivet, please report it: " + fault);
        synchronized (out) {
            Stream.of(fault.getStackTrace()).limit(DEEPEST).forEach(frame -> out.line(Level.ERROR, "\tat " + frame));
        }
    }

    private void write(LogEntry entry) {
        var now = form;
        if (entry.level().compareTo(now.least()) < 0) return;
        out.line(entry.level(), LogLine.of(entry, now.format(), out.wantsTime()));
    }

    private void write(HpaLines.Line line) {
        if (line.verbosity() <= form.verbosity()) out.line(line.level(), LogLine.of(line, out.wantsTime()));
    }
}
