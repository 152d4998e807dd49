package dev.trivet.app.serve;

import dev.trivet.app.serve.LogEntry.Level;
import dev.trivet.server.TransferEvent;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;

/// Writes the log. Any thread.
final class Log {
    private final PrintStream out;
    private final LogFormat format;
    private final Level least;
    private final InstantSource clock;

    /// @param least what is less important is left out
    Log(PrintStream out, LogFormat format, Level least, InstantSource clock) {
        this.out = out;
        this.format = format;
        this.least = least;
        this.clock = clock;
    }

    void event(TransferEvent event) {
        // Details come several times for each transfer: not worth a line's making where nobody reads it.
        if (least != Level.DEBUG && isDetail(event)) return;
        write(EventEntries.of(event));
    }

    private static boolean isDetail(TransferEvent event) {
        return switch (event) {
            case TransferEvent.Requested _, TransferEvent.Started _, TransferEvent.Progress _ -> true;
            case TransferEvent.Refused _, TransferEvent.Ended _, TransferEvent.Unanswered _ -> false;
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
        if (entry.level().compareTo(least) >= 0) out.println(format.line(entry));
    }
}
