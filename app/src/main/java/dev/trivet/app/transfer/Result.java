package dev.trivet.app.transfer;

import dev.trivet.app.ExitCode;
import dev.trivet.client.TransferReport;
import java.time.Duration;
import java.util.List;

/// What became of one file.
sealed interface Result {
    Job job();

    ExitCode exitCode();

    /// @param detours why more than one attempt was needed
    record Completed(Job job, TransferReport report, List<String> detours) implements Result {
        @Override
        public ExitCode exitCode() {
            return ExitCode.DONE;
        }
    }

    /// @param octets that had travelled
    /// @param elapsed in all
    /// @param attempts requests of different kinds
    record Failed(Job job, TransferFailure why, long octets, Duration elapsed, int attempts) implements Result {
        @Override
        public ExitCode exitCode() {
            return ExitCode.of(why.reason());
        }
    }

    /// Of several files: how the whole command ends.
    static ExitCode together(List<Result> results) {
        var codes = results.stream().map(Result::exitCode).distinct().toList();
        return codes.size() == 1 ? codes.getFirst() : ExitCode.MIXED;
    }
}
