package dev.trivet.app.load;

import dev.trivet.app.ExitCode;
import dev.trivet.app.load.Counts.Count;
import dev.trivet.client.TftpException;
import dev.trivet.client.TftpException.Reason;
import dev.trivet.wire.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a load came to.
///
/// @param elapsed from the first request to the last end
/// @param whole how long complete transfers took
/// @param firstBlock how long it took until their first block moved
/// @param granted of complete transfers
/// @param otherFailures of kinds that are not in `failures`
/// @param violations of the RFCs, or of what one may expect of a server, each as a sentence
/// @param slowest of the complete transfers, the slowest first
record LoadReport(
        Plan plan,
        End end,
        Duration elapsed,
        Totals totals,
        Latencies.Summary whole,
        Latencies.Summary firstBlock,
        List<Count<Granted>> granted,
        List<Count<Failure>> failures,
        long otherFailures,
        List<Count<String>> violations,
        List<Slow> slowest) {

    /// What ended it.
    enum End {
        /// All were done.
        TRANSFERS,
        DURATION,
        /// No client ever had an answer.
        NO_ANSWER,
        INTERRUPTED
    }

    /// @param unfinished cut off by the end
    /// @param octets that travelled, of transfers that were not completed, too
    /// @param retransmissions packets of ours that complete transfers sent more than once
    record Totals(long completed, long failed, long unfinished, long octets, long retransmissions) {}

    record Granted(int blksize, int windowsize) {}

    /// A kind of failure.
    ///
    /// @param cause of the first of them: the others may name other numbers
    record Failure(Reason reason, Optional<ErrorCode> code, String cause, String remedy) {
        static Failure of(TftpException why) {
            return new Failure(why.reason(), why.code(), String.valueOf(why.getMessage()), why.remedy());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Failure that
                    && reason == that.reason
                    && code.equals(that.code)
                    && kind().equals(that.kind());
        }

        @Override
        public int hashCode() {
            return 31 * reason.hashCode() + code.hashCode();
        }

        /// Sentences of one kind differ in their numbers: after how many octets, from which port.
        private String kind() {
            return cause.replaceAll("\\d+", "");
        }
    }

    /// @param transfer its number among all, from 1
    record Slow(int client, long transfer, Duration elapsed, long retransmissions) {}

    /// How the command ends that was not interrupted.
    ExitCode exitCode() {
        var codes = failures.stream()
                .map(failure -> ExitCode.of(failure.kind().reason()))
                .collect(Collectors.toSet());
        if (!violations.isEmpty()) codes.add(ExitCode.REFUSED);
        if (codes.isEmpty())
            return totals.octets() == 0 && totals.completed() == 0 ? ExitCode.TIMED_OUT : ExitCode.DONE;
        boolean alike = codes.size() == 1 && (totals.completed() == 0 || totals.failed() == 0);
        return alike ? codes.iterator().next() : ExitCode.MIXED;
    }
}
