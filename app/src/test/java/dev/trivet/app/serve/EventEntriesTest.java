package dev.trivet.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.app.settings.LogFormat;
import dev.trivet.content.Peer;
import dev.trivet.explain.Explanation;
import dev.trivet.explain.Situation;
import dev.trivet.negotiation.BlockSize;
import dev.trivet.negotiation.Terms;
import dev.trivet.negotiation.WindowSize;
import dev.trivet.server.Direction;
import dev.trivet.server.TransferEvent;
import dev.trivet.transfer.Outcome;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Mode;
import dev.trivet.wire.Rollover;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventEntriesTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");

    @Test
    void aCompletedTransferIsOneLineWithAllItsNumbers() {
        assertThat(LogLine.of(ended("boot.img", new Outcome.Completed()), LogFormat.TEXT, true))
                .isEqualTo("2026-11-21T12:00:00.123Z info 192.0.2.7:2070 read \"boot.img\" completed: 1000000 octets in"
                        + " 0.500 s (2.00 MB/s), blksize 512, windowsize 1, 3 retransmissions");
    }

    @Test
    void jsonCarriesTheSameFields() {
        assertThat(LogLine.of(ended("boot.img", new Outcome.Completed()), LogFormat.JSON, true))
                .startsWith("{\"time\":\"2026-11-21T12:00:00.123456Z\",\"level\":\"info\",\"event\":\"ended\"")
                .contains(
                        "\"peer\":\"192.0.2.7:2070\"", "\"name\":\"boot.img\"", "\"octets\":1000000", "\"seconds\":0.5")
                .contains(
                        "\"megabytes-per-second\":2.0", "\"blksize\":512", "\"windowsize\":1", "\"retransmissions\":3")
                .contains("\"outcome\":\"completed\"")
                .endsWith("}");
    }

    @ParameterizedTest
    @MethodSource
    void eachFailureTellsCauseAndRemedy(Outcome failure) {
        var entry = ended("boot.img", failure);
        assertThat(entry.level()).isEqualTo(LogEntry.Level.WARN);
        assertThat(entry.fields()).containsKeys("cause", "remedy", "outcome");
        assertThat(entry.summary()).contains((String) entry.fields().get("cause"), (String)
                entry.fields().get("remedy"));
    }

    static Stream<Outcome> eachFailureTellsCauseAndRemedy() {
        return Stream.of(
                new Outcome.TimedOut(false),
                new Outcome.TimedOut(true),
                new Outcome.PeerGone(false),
                new Outcome.PeerGone(true),
                new Outcome.StoppedByPeer(ErrorCode.DISK_FULL, "no room"),
                new Outcome.StoppedByPeer(ErrorCode.OPTION_REFUSED, ""),
                new Outcome.Refused(new Refusal(ErrorCode.DISK_FULL, "Disk full", "the disk is full", "make room")));
    }

    @Test
    void whatIsNoFailureDoesNotWarn() {
        for (var outcome : List.of(
                new Outcome.Completed(),
                new Outcome.Unconfirmed(),
                new Outcome.SizeProbe(),
                new Outcome.Restarted(),
                new Outcome.StoppedByPeer(ErrorCode.NOT_DEFINED, "closed by GRUB")))
            assertThat(ended("boot.img", outcome).level()).isEqualTo(LogEntry.Level.INFO);
    }

    @Test
    void whereNotOneLargeBlockPassedTheLogSaysHowToMakeThemSmaller() {
        var ethernet = new Terms(
                new BlockSize(1468), WindowSize.LOCK_STEP, Rollover.TO_ZERO, Optional.empty(), OptionalLong.empty());
        assertThat(timedOut(ethernet, 0)).contains("1468 octets", "--max-blksize");
        assertThat(timedOut(ethernet, 1468)).contains("stopped answering;").doesNotContain("--max-blksize");
        assertThat(timedOut(Terms.PLAIN, 0)).contains("stopped answering;").doesNotContain("--max-blksize");
    }

    private static String timedOut(Terms terms, long octets) {
        var end = new TransferEvent.Ended(
                NOON, asked("a"), "file", terms, octets, Duration.ofSeconds(30), 9, new Outcome.TimedOut(true));
        return EventEntries.of(end).summary();
    }

    @Test
    void aHintTellsWhatWhyAndWhatHelps() {
        var hint = hint(Situation.BOOT_LOOP.explain("192.0.2.7", "\"pxelinux.0\"", 5));
        assertThat(hint.level()).isEqualTo(LogEntry.Level.WARN);
        assertThat(hint.summary())
                .startsWith(
                        "192.0.2.7:2070 read \"a\": 192.0.2.7 fetched \"pxelinux.0\" 5 times in a row and nothing else; it");
        assertThat(LogLine.of(hint, LogFormat.JSON, true))
                .contains("\"event\":\"hint\"", "\"situation\":\"boot-loop\"", "\"cause\":", "\"remedy\":");
    }

    @Test
    void aHintThatNothingIsWrongDoesNotWarn() {
        var mended = Situation.NAME_MENDED.explain("\"//a\"", "\"a\"", "doubled / read as one");
        assertThat(hint(mended).level()).isEqualTo(LogEntry.Level.INFO);
    }

    private static LogEntry hint(Explanation explanation) {
        return EventEntries.of(new TransferEvent.Hint(NOON, asked("a"), explanation));
    }

    @Test
    void eachEndThatIsNotCompleteNamesItsSituation() {
        assertThat(ended("a", new Outcome.SizeProbe()).fields()).containsEntry("situation", "size-probe");
        assertThat(ended("a", new Outcome.TimedOut(false)).fields()).containsEntry("situation", "never-acknowledged");
        assertThat(refused(ErrorCode.FILE_NOT_FOUND).fields()).containsEntry("situation", "refused-by-program");
    }

    @Test
    void anUnconfirmedTransferHasAWordOfItsOwn() {
        assertThat(ended("boot.img", new Outcome.Unconfirmed()).fields()).containsEntry("outcome", "unconfirmed");
    }

    @Test
    void controlCharactersOfANameNeverReachTheLog() {
        var entry =
                ended("a\n2026 fake line\u001B[31m\u0000", new Outcome.StoppedByPeer(ErrorCode.NOT_DEFINED, "x\r\ny"));
        for (var format : LogFormat.values())
            assertThat(LogLine.of(entry, format, true).chars().filter(Character::isISOControl))
                    .isEmpty();
    }

    @Test
    void aNameIsCutBeforeItFloodsTheLog() {
        assertThat(LogLine.of(ended("x".repeat(60_000), new Outcome.Completed()), LogFormat.TEXT, true))
                .hasSizeLessThan(1000);
    }

    @Test
    void aMissingFileIsNoWarningAndARefusedOneIs() {
        assertThat(refused(ErrorCode.FILE_NOT_FOUND).level()).isEqualTo(LogEntry.Level.INFO);
        assertThat(refused(ErrorCode.ACCESS_VIOLATION).level()).isEqualTo(LogEntry.Level.WARN);
    }

    private static LogEntry refused(ErrorCode code) {
        var refusal = new Refusal(code, "no", "why not", "what helps");
        return EventEntries.of(new TransferEvent.Refused(NOON, asked("a"), Optional.empty(), refusal));
    }

    private static LogEntry ended(String name, Outcome outcome) {
        return EventEntries.of(new TransferEvent.Ended(
                NOON, asked(name), "file", Terms.PLAIN, 1_000_000, Duration.ofMillis(500), 3, outcome));
    }

    private static TransferEvent.Asked asked(String name) {
        var peer = Peer.of(new InetSocketAddress("192.0.2.7", 2070));
        return new TransferEvent.Asked(
                1, Direction.READ, peer, new InetSocketAddress("192.0.2.1", 69), name, Mode.OCTET);
    }
}
