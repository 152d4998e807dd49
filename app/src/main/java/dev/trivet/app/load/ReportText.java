package dev.trivet.app.load;

import dev.trivet.app.load.Counts.Count;
import dev.trivet.app.load.LoadReport.Slow;
import dev.trivet.app.transfer.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The report for people: a line for each thing that one looks for.
final class ReportText {
    /// As many as fit a line.
    private static final int SLOWEST = 3;

    private ReportText() {}

    static List<String> lines(LoadReport report) {
        var lines = new ArrayList<String>();
        var totals = report.totals();
        lines.add(head(report));
        lines.add(line("completed", totals.completed() + ", " + totals.failed() + " failed" + unfinished(report)));
        lines.add(line("rate", rate(report)));
        lines.add(line("transfer", times(report.whole())));
        lines.add(line("first block", times(report.firstBlock())));
        lines.add(line("sent again", totals.retransmissions() + " packets of ours"));
        for (var granted : report.granted())
            lines.add(line(
                    "granted",
                    "blksize " + granted.kind().blksize() + ", windowsize "
                            + granted.kind().windowsize() + " (" + granted.count() + ")"));
        if (!report.slowest().isEmpty()) lines.add(line("slowest", slowest(report.slowest())));
        lines.addAll(failures(report));
        for (var violation : report.violations())
            lines.add(line("broken rule", violation.count() + " x " + Text.clean(violation.kind())));
        return lines;
    }

    private static String head(LoadReport report) {
        var plan = report.plan();
        return (plan.put().isPresent() ? "sent " + plan.put().getAsLong() + " octets each to " : "fetched ")
                + Text.clean(plan.target().shown()) + ": "
                + plan.clients() + (plan.clients() == 1 ? " client, " : " clients, ") + Text.time(report.elapsed())
                + switch (report.end()) {
                    case TRANSFERS -> "";
                    case DURATION -> ", ended by time";
                    case NO_ANSWER -> ", ended since nobody answers";
                    case INTERRUPTED -> ", interrupted";
                };
    }

    private static String unfinished(LoadReport report) {
        long unfinished = report.totals().unfinished();
        return unfinished == 0 ? "" : ", " + unfinished + " cut off by the end";
    }

    private static String rate(LoadReport report) {
        return String.format(
                Locale.ROOT,
                "%s, %.1f transfers/s (%s in all)",
                Text.rate(report.totals().octets(), report.elapsed()),
                report.totals().completed() / Text.seconds(report.elapsed()),
                Text.amount((double) report.totals().octets()));
    }

    private static String times(Latencies.Summary times) {
        if (times.count() == 0) return "-";
        return "p50 " + Text.time(times.p50()) + ", p90 " + Text.time(times.p90()) + ", p99 " + Text.time(times.p99())
                + ", max " + Text.time(times.max());
    }

    private static String slowest(List<Slow> slowest) {
        return slowest.stream()
                .limit(SLOWEST)
                .map(slow -> Text.time(slow.elapsed()) + " (client " + slow.client() + ", transfer " + slow.transfer()
                        + (slow.retransmissions() == 0 ? ")" : ", " + slow.retransmissions() + " sent again)"))
                .collect(Collectors.joining(", "));
    }

    private static List<String> failures(LoadReport report) {
        var lines = new ArrayList<String>();
        for (Count<LoadReport.Failure> failure : report.failures()) {
            lines.add(line("failed", failure.count() + " x " + failure.kind().cause()));
            if (!failure.kind().remedy().isEmpty())
                lines.add(line("", "remedy: " + failure.kind().remedy()));
        }
        if (report.otherFailures() > 0) lines.add(line("failed", report.otherFailures() + " x for other reasons"));
        return lines;
    }

    private static String line(String what, String text) {
        return String.format(Locale.ROOT, "  %-12s %s", what, text);
    }
}
