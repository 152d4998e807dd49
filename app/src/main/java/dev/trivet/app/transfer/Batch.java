package dev.trivet.app.transfer;

import dev.trivet.app.ExitCode;
import dev.trivet.client.TftpException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The files of one command, one after another. A failure does not stop the others; a signal does.
final class Batch {
    private final Surroundings around;
    private final Reporter reporter;
    private final Progress progress = new Progress(System::nanoTime);

    Batch(Surroundings around, Reporter reporter) {
        this.around = around;
        this.reporter = reporter;
    }

    /// @return the number of an [dev.trivet.app.ExitCode], or what a shell reports for a signal
    int run(List<Job> jobs, RequestSettings settings) {
        try (var interruption = Interruption.ofThisThread();
                var transfers = around.opener().open(settings, progress)) {
            around.signals().accept(interruption);
            var results = new ArrayList<Result>();
            for (var job : jobs) {
                var result = run(job, transfers);
                reporter.ended(result);
                results.add(result);
                if (interruption.happened()) return interrupted(interruption);
            }
            if (!reporter.isHeard()) {
                around.err().println("trivet: standard output cannot be written: is the disk full?");
                return ExitCode.LOCAL_FILE.number();
            }
            return Result.together(results).number();
        }
    }

    private static int interrupted(Interruption interruption) {
        // The client is closed next, and that must not be cut short.
        Thread.interrupted();
        return interruption.exitCode();
    }

    private Result run(Job job, Transfers transfers) {
        reporter.begun(job);
        progress.begin(job.size());
        try (var _ = reporter.watch(job, progress)) {
            return new Result.Completed(
                    job, job.work().run(transfers), progress.state().detours());
        } catch (TransferFailure e) {
            return failed(job, e);
        } catch (InterruptedException e) {
            return failed(job, new TransferFailure(Reason.CANCELLED, Optional.empty(), "interrupted", ""));
        }
    }

    private Result failed(Job job, TransferFailure why) {
        var state = progress.state();
        return new Result.Failed(job, why, state.octets(), progress.elapsedInAll(), state.attempts());
    }
}
