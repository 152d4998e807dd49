package dev.trivet.app.doctor;

import dev.trivet.app.ExitCode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// All checks side by side, each with the same deadline, and what they found.
///
/// @param findings problems first, in the order of the checks
record Examination(List<Finding> findings) {
    /// Of the whole examination. Commands and the server's own transfers end sooner; a file system that hangs does not.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// In this order `serve` would end.
    private static final List<ExitCode> BY_START =
            List.of(ExitCode.USAGE, ExitCode.LOCAL_FILE, ExitCode.CANNOT_LISTEN, ExitCode.TIMED_OUT);

    Examination {
        findings =
                findings.stream().sorted(Comparator.comparing(Finding::level)).toList();
    }

    /// @param progress hears which check is waited for
    static Examination of(Examined examined, Consumer<String> progress) throws InterruptedException {
        return of(Checks.of(examined.host()), examined, PATIENCE, progress);
    }

    static Examination of(List<Check> checks, Examined examined, Duration patience, Consumer<String> progress)
            throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        var running = new LinkedHashMap<Check, FutureTask<List<Finding>>>();
        for (var check : checks) running.put(check, started(check, examined));
        var findings = new ArrayList<Finding>();
        for (var each : running.entrySet()) {
            progress.accept(each.getKey().name());
            findings.addAll(ended(each.getKey(), each.getValue(), until));
        }
        if (!examined.isLinux())
            findings.add(Finding.ok("left-out", "left out on " + examined.host().system() + ": " + Checks.OF_LINUX));
        return new Examination(findings);
    }

    /// A daemon: one that hangs in the kernel does not keep the process.
    private static FutureTask<List<Finding>> started(Check check, Examined examined) {
        var task = new FutureTask<>(() -> check.look(examined));
        Thread.ofPlatform().daemon().name("trivet-doctor").start(task);
        return task;
    }

    private static List<Finding> ended(Check check, FutureTask<List<Finding>> task, long until)
            throws InterruptedException {
        try {
            return task.get(Math.max(until - System.nanoTime(), 1), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            return List.of(Finding.warning(
                    "unfinished",
                    "looking at " + check.name() + " did not end in time",
                    "what it looks at hangs, such as a network file system without its server: serving would hang, too",
                    ""));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof IOException cause))
                throw new IllegalStateException(check.name(), e.getCause());
            return List.of(
                    Finding.warning("unfinished", check.name() + " cannot be looked at", "" + cause.getMessage(), ""));
        }
    }

    /// [ExitCode#DONE] where nothing hinders; else how `serve` would end first, or what its clients would see.
    ExitCode exitCode() {
        return findings.stream()
                .map(Finding::exitCode)
                .filter(code -> code != ExitCode.DONE)
                .min(Comparator.comparingInt(BY_START::indexOf))
                .orElse(ExitCode.DONE);
    }

    long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }
}
