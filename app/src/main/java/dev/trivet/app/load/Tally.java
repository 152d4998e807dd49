package dev.trivet.app.load;

import dev.trivet.app.load.LoadReport.Failure;
import dev.trivet.app.load.LoadReport.Granted;
import dev.trivet.app.load.LoadReport.Slow;
import dev.trivet.client.TftpException;
import dev.trivet.client.TftpException.Reason;
import dev.trivet.client.TransferReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What became of the transfers so far. Any thread.
final class Tally {
    /// Enough to see whether they have something in common.
    private static final int SLOWEST = 5;

    /// Nobody is there, or nothing leads there.
    private static final Set<Reason> NOBODY = EnumSet.of(Reason.NO_ANSWER, Reason.NO_ROUTE);

    private final Latencies whole = new Latencies();
    private final Latencies firstBlock = new Latencies();
    private final Counts<Granted> granted = new Counts<>();
    private final Counts<Failure> failures = new Counts<>();
    private final Counts<String> violations = new Counts<>();
    private final SameContent contents = new SameContent();
    private final List<Slow> slowest = new ArrayList<>();
    private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    private long completed;
    private long failed;
    private long unfinished;
    private long retransmissions;

    synchronized void completed(int client, long transfer, TransferReport report) {
        completed++;
        retransmissions += report.retransmissions();
        whole.add(report.elapsed());
        firstBlock.add(report.firstBlock());
        granted.add(new Granted(
                report.terms().blockSize().octets(), report.terms().windowSize().blocks()));
        slowest.add(new Slow(client, transfer, report.elapsed(), report.retransmissions()));
        slowest.sort(Comparator.comparing(Slow::elapsed).reversed());
        if (slowest.size() > SLOWEST) slowest.removeLast();
    }

    /// What a complete transfer brought.
    synchronized void fetched(String name, SameContent.Fingerprint seen) {
        contents.look(name, seen).ifPresent(violations::add);
    }

    synchronized void failed(TftpException why) {
        failed++;
        reasons.add(why.reason());
        failures.add(Failure.of(why));
    }

    /// Of ours.
    synchronized void fault(RuntimeException why) {
        failed++;
        reasons.add(Reason.FAULT);
        failures.add(new Failure(Reason.FAULT, Optional.empty(), "a fault in Trivet: " + why, "please report it"));
    }

    /// The end came first.
    synchronized void unfinished() {
        unfinished++;
    }

    synchronized void violation(String how) {
        violations.add(how);
    }

    /// Whether so many have failed that asking on would prove nothing.
    ///
    /// @param clients each has tried once
    synchronized boolean nobodyIsThere(int clients) {
        return completed == 0 && failed >= clients && NOBODY.containsAll(reasons);
    }

    synchronized long done() {
        return completed + failed;
    }

    synchronized long failures() {
        return failed;
    }

    /// @param octets that travelled
    synchronized LoadReport report(Plan plan, LoadReport.End end, Duration elapsed, long octets) {
        return new LoadReport(
                plan,
                end,
                elapsed,
                new LoadReport.Totals(completed, failed, unfinished, octets, retransmissions),
                whole.summary(),
                firstBlock.summary(),
                granted.list(),
                failures.list(),
                failures.others(),
                violations.list(),
                List.copyOf(slowest));
    }
}
