package dev.trivet.app.transfer;

import dev.trivet.app.transfer.Job.Direction;
import dev.trivet.client.TransferReport;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Tells what becomes of each file: people on standard error, programs on standard output.
final class Reporter {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean quiet;
    private final boolean json;
    private final Optional<Display> display;

    /// @param display of what runs; empty shows nothing meanwhile
    Reporter(PrintStream out, PrintStream err, boolean quiet, boolean json, Optional<Display> display) {
        this.out = out;
        this.err = err;
        this.quiet = quiet;
        this.json = json;
        this.display = display;
    }

    /// What the flags and the terminal call for.
    static Reporter of(Surroundings around, ReportOptions flags, boolean contentOnOut) {
        return new Reporter(
                around.out(), around.err(), flags.quiet(), flags.json(), display(around, flags, contentOnOut));
    }

    private static Optional<Display> display(Surroundings around, ReportOptions flags, boolean contentOnOut) {
        // On one terminal a bar and the content would write over each other.
        if (flags.quiet() || contentOnOut && around.outShown().getAsBoolean()) return Optional.empty();
        return Optional.of(
                around.columns().isPresent()
                        ? new BarDisplay(around.err(), around.columns().getAsInt())
                        : new LineDisplay(around.err()));
    }

    void begun(Job job) {
        if (display.filter(LineDisplay.class::isInstance).isEmpty()) return;
        err.println(
                job.direction() == Direction.GET
                        ? job.shown() + ": fetching " + job.remote().shown()
                        : job.shown() + ": sending to " + job.remote().shown());
    }

    /// Shows how it goes until it is closed.
    Watch watch(Job job, Progress progress) {
        return display.<Watch>map(shown -> new Ticker(shown.period(), () -> show(shown, job, progress))::close)
                .orElse(() -> {});
    }

    private static void show(Display display, Job job, Progress progress) {
        var state = progress.state();
        display.show(job, state, progress.elapsed(state));
    }

    @FunctionalInterface
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    void ended(Result result) {
        display.ifPresent(Display::clear);
        switch (result) {
            case Result.Completed completed -> completed(completed);
            case Result.Failed failed -> failed(failed);
        }
        if (json) {
            out.println(ResultJson.line(result));
            out.flush();
        }
    }

    /// Whether all that was told on standard output has arrived there.
    boolean isHeard() {
        return !json || !out.checkError();
    }

    private void completed(Result.Completed result) {
        if (quiet) return;
        var report = result.report();
        var line = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %d octets in %.3f s (%s)",
                result.job().shown(),
                report.octets(),
                Text.seconds(report.elapsed()),
                Text.rate(report.octets(), report.elapsed())));
        if (report.retransmissions() > 0)
            line.append(", ").append(report.retransmissions()).append(" sent again");
        announced(report)
                .ifPresent(size ->
                        line.append("; the server had announced ").append(size).append(" octets"));
        result.detours().forEach(detour -> line.append("; ").append(detour));
        err.println(line);
    }

    /// Where it is another size than what came: the file has changed, or the server counts wrongly.
    private static OptionalLong announced(TransferReport report) {
        var size = report.terms().transferSize();
        return size.isPresent() && size.getAsLong() != report.octets() ? size : OptionalLong.empty();
    }

    private void failed(Result.Failed result) {
        err.println(
                "trivet: " + result.job().remote().shown() + ": " + result.why().getMessage());
        if (!result.why().remedy().isEmpty())
            err.println("  remedy: " + result.why().remedy());
    }
}
