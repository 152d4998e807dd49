package dev.trivet.app.load;

import dev.trivet.app.transfer.StatusLine;
import dev.trivet.app.transfer.Text;
import dev.trivet.app.transfer.Ticker;
import java.util.Locale;

/// How a load goes, in one line of a terminal.
final class LiveLine implements AutoCloseable {
    private final LoadRun run;
    private final StatusLine line;
    private final Ticker ticker;

    /// Shows it until it is closed.
    LiveLine(LoadRun run, StatusLine line) {
        this.run = run;
        this.line = line;
        ticker = new Ticker(Ticker.OF_A_TERMINAL, this::show);
    }

    private void show() {
        var elapsed = run.elapsed();
        long done = run.done();
        long failures = run.failures();
        var numbers = String.format(
                Locale.ROOT,
                "%d done, %s, %.0f/s%s, %s",
                done,
                Text.rate(run.octets(), elapsed),
                done / Text.seconds(elapsed),
                failures == 0 ? "" : ", " + failures + " failed",
                Text.clock(elapsed.toSeconds()));
        line.show("load", part(done, Text.seconds(elapsed)), numbers);
    }

    /// Of the way to whatever end comes first.
    private double part(long done, double seconds) {
        var plan = run.plan();
        double ofTransfers =
                plan.transfers().isPresent() ? (double) done / plan.transfers().getAsLong() : 0;
        double ofTime = plan.duration().map(all -> seconds / Text.seconds(all)).orElse(0.0);
        return Math.clamp(Math.max(ofTransfers, ofTime), 0.0, 1.0);
    }

    @Override
    public void close() {
        ticker.close();
        line.clear();
    }
}
