package dev.trivet.app.serve;

import dev.trivet.app.serve.LogEntry.Level;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.LogFormat;
import dev.trivet.app.settings.ServeSettings;
import dev.trivet.server.TransferEvent;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;

/// Writes the log. Any thread.
final class Log {
    private final PrintStream out;
    private final InstantSource clock;
    private volatile Form form;

    Log(PrintStream out, Form form, InstantSource clock) {
        this.out = out;
        this.form = form;
        this.clock = clock;
    }

    /// @param least what is less important is left out
    record Form(LogFormat format, Level least) {
        static Form of(ServeSettings settings) {
            if (settings.get(Keys.VERBOSE)) return new Form(settings.get(Keys.LOG), Level.DEBUG);
            return new Form(settings.get(Keys.LOG), settings.get(Keys.QUIET) ? Level.WARN : Level.INFO);
        }
    }

    /// From now on.
    void use(Form other) {
        form = other;
    }

    void event(TransferEvent event) {
        // Details come several times for each transfer: not worth a line's making where nobody reads it.
        if (form.least() != Level.DEBUG && isDetail(event)) return;
        write(EventEntries.of(event));
    }

    private static boolean isDetail(TransferEvent event) {
        return switch (event) {
            case TransferEvent.Requested _, TransferEvent.Started _, TransferEvent.Progress _ -> true;
            case TransferEvent.Refused _, TransferEvent.Ended _, TransferEvent.Hint _, TransferEvent.Unanswered _ ->
                false;
        };
    }

    /// What belongs to no transfer.
    void say(Level level, String event, String message) {
        write(new LogEntry(clock.instant(), level, event, message, Map.of()));
    }

    void fault(Throwable fault) {
        say(Level.ERROR, "fault", "a fault in Trivet, please report it: " + fault);
        synchronized (out) {
            fault.printStackTrace(out);
        }
    }

    private void write(LogEntry entry) {
        var now = form;
        if (entry.level().compareTo(now.least()) >= 0) out.println(LogLine.of(entry, now.format()));
    }
}
