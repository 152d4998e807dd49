package dev.trivet.app.load;

import dev.trivet.client.ClientBuilder;
import dev.trivet.client.TftpClient;
import dev.trivet.client.TftpException;
import dev.trivet.client.TransferReport;
import dev.trivet.wire.Mode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Clients that transfer one file after the other, all at once, until the plan is done. Each is a virtual thread; their
/// transfers share the loop of one [TftpClient].
final class LoadRun {
    /// Cancelling tells the server; it takes a turn of the loop for each.
    private static final Duration CANCELLING_MOST = Duration.ofSeconds(2);

    private final Plan plan;
    private final Tally tally = new Tally();
    private final Meter meter = new Meter(tally::violation);
    private final AtomicLong begun = new AtomicLong();
    private final CountDownLatch ended;
    private final long began = System.nanoTime();
    private volatile boolean stopping;

    LoadRun(Plan plan) {
        this.plan = plan;
        ended = new CountDownLatch(plan.clients());
    }

    Plan plan() {
        return plan;
    }

    long octets() {
        return meter.octets();
    }

    long done() {
        return tally.done();
    }

    long failures() {
        return tally.failures();
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /// Waits until it is over. An interrupt of this thread ends it, and the report tells what was done.
    LoadReport run(ClientBuilder builder) {
        try (var client = builder.onEvent(meter).build()) {
            var threads = new ArrayList<Thread>();
            for (int number = 1; number <= plan.clients(); number++) threads.add(start(number, client));
            var end = awaitEnd();
            var report = tally.report(plan, end, elapsed(), meter.octets());
            if (ended.getCount() == 0) return report;
            return cancelled(threads, end, report.elapsed());
        }
    }

    private Thread start(int number, TftpClient client) {
        return Thread.ofVirtual().name("trivet-load-" + number).start(() -> {
            try {
                transfer(number, client);
            } finally {
                ended.countDown();
            }
        });
    }

    private LoadReport.End awaitEnd() {
        try {
            boolean all = plan.duration().isEmpty()
                    || ended.await(plan.duration().get().toNanos(), TimeUnit.NANOSECONDS);
            if (!all) return LoadReport.End.DURATION;
            ended.await();
            return tally.nobodyIsThere(plan.clients()) ? LoadReport.End.NO_ANSWER : LoadReport.End.TRANSFERS;
        } catch (InterruptedException e) {
            return LoadReport.End.INTERRUPTED;
        }
    }

    private LoadReport cancelled(List<Thread> threads, LoadReport.End end, Duration elapsed) {
        stopping = true;
        threads.forEach(Thread::interrupt);
        try {
            var _ = ended.await(CANCELLING_MOST.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return tally.report(plan, end, elapsed, meter.octets());
    }

    // --- one client

    private void transfer(int number, TftpClient client) {
        while (!stopping && !tally.nobodyIsThere(plan.clients())) {
            long transfer = begun.incrementAndGet();
            if (transfer > plan.transfers().orElse(Long.MAX_VALUE)) return;
            try {
                tally.completed(number, transfer, once(client, plan.target().uri(number, transfer)));
            } catch (TftpException e) {
                tally.failed(e);
            } catch (RuntimeException fault) {
                tally.fault(fault);
            } catch (InterruptedException e) {
                tally.unfinished();
                return;
            }
        }
    }

    private TransferReport once(TftpClient client, URI uri) throws TftpException, InterruptedException {
        if (plan.put().isPresent()) {
            long octets = plan.put().getAsLong();
            return client.put(() -> new GeneratedOctets(octets), uri);
        }
        var check = new Check();
        var report = client.get(uri, check);
        // RFC 2349 does not say whether a text is counted before or after it is turned.
        if (plan.mode() == Mode.OCTET) check.against(report).forEach(tally::violation);
        tally.fetched(uri.toString(), check.fingerprint());
        return report;
    }
}
