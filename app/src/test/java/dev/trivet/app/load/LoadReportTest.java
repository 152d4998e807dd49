package dev.trivet.app.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.app.ExitCode;
import dev.trivet.app.load.Counts.Count;
import dev.trivet.app.load.LoadReport.End;
import dev.trivet.app.load.LoadReport.Failure;
import dev.trivet.app.load.LoadReport.Granted;
import dev.trivet.app.load.LoadReport.Slow;
import dev.trivet.app.load.LoadReport.Totals;
import dev.trivet.client.TftpException.Reason;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Mode;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadReportTest {
    private static final Failure MISSING =
            new Failure(Reason.REFUSED, Optional.of(ErrorCode.FILE_NOT_FOUND), "the server refused", "check the name");
    private static final Failure SILENT = new Failure(Reason.NO_ANSWER, Optional.empty(), "no answer", "");
    private static final Latencies.Summary NOTHING = new Latencies().summary();

    @ParameterizedTest
    @CsvSource({
        "10, '',             false, DONE",
        "10, '',             true,  REFUSED",
        "0,  missing,        false, REFUSED",
        "0,  missing,        true,  REFUSED",
        "0,  silent,         false, TIMED_OUT",
        "0,  missing silent, false, MIXED",
        "10, missing,        false, MIXED",
        "0,  silent,         true,  MIXED",
    })
    void theExitCodeSaysWhetherAllWentWellAllFailedAlikeOrNeither(
            long completed, String failures, boolean violated, ExitCode code) {
        var failed = List.of(failures.split(" ")).stream()
                .filter(word -> !word.isEmpty())
                .map(word -> new Count<>(word.equals("missing") ? MISSING : SILENT, 3))
                .toList();
        var violations = violated ? List.of(new Count<>("it lied", 1)) : List.<Count<String>>of();
        assertThat(report(completed, 3L * failed.size(), 99, failed, violations).exitCode())
                .isEqualTo(code);
    }

    @Test
    void whereTheTimeWentByWithoutOneOctetThereWasNoAnswer() {
        assertThat(report(0, 0, 0, List.of(), List.of()).exitCode()).isEqualTo(ExitCode.TIMED_OUT);
        assertThat(report(0, 0, 5_000, List.of(), List.of()).exitCode())
                .as("a large file was on its way")
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void failuresThatDifferInANumberAreOneKind() {
        var one = new Failure(Reason.STOPPED_ANSWERING, Optional.empty(), "stopped after 512 octets", "");
        var other = new Failure(Reason.STOPPED_ANSWERING, Optional.empty(), "stopped after 9 octets", "");
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isNotEqualTo(SILENT);
    }

    @Test
    void peopleReadALineForEachThing() {
        assertThat(ReportText.lines(whole()))
                .containsExactly(
                        "fetched tftp://127.0.0.1/x: 2 clients, 4.00 s, ended by time",
                        "  completed    8, 3 failed, 2 cut off by the end",
                        "  rate         1.00 MB/s, 2.0 transfers/s (4.00 MB in all)",
                        "  transfer     p50 3.00 ms, p90 3.00 ms, p99 3.00 ms, max 3.00 ms",
                        "  first block  -",
                        "  sent again   5 packets of ours",
                        "  granted      blksize 1428, windowsize 16 (8)",
                        "  slowest      1.00 s (client 2, transfer 7, 4 sent again), 900 us (client 1, transfer 1)",
                        "  failed       3 x the server refused",
                        "               remedy: check the name",
                        "  broken rule  1 x it lied");
    }

    @Test
    void programsReadOneObjectOfNamesThatStay() {
        assertThat(ReportJson.of(whole())).isEqualToIgnoringNewLines("""
                {"uri":"tftp://127.0.0.1/x","direction":"get","clients":2,"ended-by":"duration","seconds":4.0,\
                "completed":8,"failed":3,"unfinished":2,"octets":4000000,"rate":1000000,"transfers-per-second":2.0,\
                "retransmissions":5,"transfer":{"p50":0.003,"p90":0.003,"p99":0.003,"max":0.003},\
                "granted":[{"count":8,"blksize":1428,"windowsize":16}],\
                "slowest":[{"client":2,"transfer":7,"seconds":1.0,"retransmissions":4},\
                {"client":1,"transfer":1,"seconds":9.0E-4,"retransmissions":0}],\
                "failures":[{"count":3,"reason":"refused","code":1,"cause":"the server refused","remedy":"check the name"}],\
                "violations":[{"count":1,"rule":"it lied"}]}""");
    }

    private static LoadReport whole() {
        var times = new Latencies();
        times.add(Duration.ofMillis(3));
        return new LoadReport(
                plan(),
                End.DURATION,
                Duration.ofSeconds(4),
                new Totals(8, 3, 2, 4_000_000, 5),
                times.summary(),
                NOTHING,
                List.of(new Count<>(new Granted(1428, 16), 8)),
                List.of(new Count<>(MISSING, 3)),
                0,
                List.of(new Count<>("it lied", 1)),
                List.of(new Slow(2, 7, Duration.ofSeconds(1), 4), new Slow(1, 1, Duration.ofNanos(900_000), 0)));
    }

    private static LoadReport report(
            long completed, long failed, long octets, List<Count<Failure>> failures, List<Count<String>> violations) {
        return new LoadReport(
                plan(),
                End.TRANSFERS,
                Duration.ofSeconds(1),
                new Totals(completed, failed, 0, octets, 0),
                NOTHING,
                NOTHING,
                List.of(),
                failures,
                0,
                violations,
                List.of());
    }

    private static Plan plan() {
        try {
            var target = Target.of("tftp://127.0.0.1/x", false, false, host -> List.of(InetAddress.ofLiteral(host)));
            return new Plan(target, 2, OptionalLong.of(20), Optional.empty(), OptionalLong.empty(), Mode.OCTET);
        } catch (Target.Refused e) {
            throw new AssertionError(e);
        }
    }
}
