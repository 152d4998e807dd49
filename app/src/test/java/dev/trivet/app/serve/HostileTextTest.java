package dev.trivet.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.app.settings.LogFormat;
import dev.trivet.content.Peer;
import dev.trivet.explain.Situation;
import dev.trivet.negotiation.Terms;
import dev.trivet.server.Direction;
import dev.trivet.server.TransferEvent;
import dev.trivet.transfer.Outcome;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Mode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Names and messages that are made for whoever reads the log")
class HostileTextTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    static Stream<String> texts() {
        return Stream.of(
                "two\nlines",
                "over\rwritten",
                "\u001B[2J\u001B]0;title\u0007",
                "\u009B31m and \u0090q\u009C", // C1: CSI and DCS in one character
                "\u0085next line",
                "gpj.\u202Eexe",
                "\u2066isolated\u2069 \u200Fmark",
                "\u2028line\u2029paragraph",
                "\uFEFFzero\u200Bwidth\u00AD",
                "\uDB40\uDC41tag",
                "\uDC9B\uDCFF octets",
                "\u0008\u0008\u0008\u007F",
                "\uD800 half");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void noneOfItReachesALineAsItIs(String text) {
        for (var event : events(text))
            for (var line : lines(event)) {
                assertThat(line.codePoints().filter(HostileTextTest::isHarmful))
                        .as(line)
                        .isEmpty();
                assertThat(line).contains("\\");
            }
    }

    private static List<String> lines(TransferEvent event) {
        var lines = new ArrayList<String>();
        for (var format : List.of(LogFormat.TEXT, LogFormat.JSON))
            lines.add(LogLine.of(EventEntries.of(event), format, true));
        HpaLines.of(event).forEach(line -> lines.add(LogLine.of(line, true)));
        return lines;
    }

    @Test
    void aNameCannotEndItsQuotes() {
        var forged = asked("x\" completed: 1 octets; 192.0.2.9:1 read \"y");
        var refusal = Refusal.of(Situation.NO_ROOT);
        for (var event : List.of(
                new TransferEvent.Requested(NOON, forged),
                new TransferEvent.Refused(NOON, forged, Optional.empty(), refusal),
                ended(forged, "file", new Outcome.Refused(refusal))))
            assertThat(EventEntries.of(event).summary())
                    .contains("x\\x22 completed")
                    .doesNotContain("x\" completed");
    }

    private static boolean isHarmful(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static List<TransferEvent> events(String text) {
        var asked = asked(text);
        var refusal = new Refusal(ErrorCode.NOT_DEFINED, text, text, text);
        return List.of(
                new TransferEvent.Requested(NOON, asked),
                new TransferEvent.Refused(NOON, asked, Optional.of(text), refusal),
                new TransferEvent.Started(NOON, asked, Optional.of(text), text, List.of(text), Terms.PLAIN),
                ended(asked, text, new Outcome.StoppedByPeer(ErrorCode.NOT_DEFINED, text)),
                ended(asked, text, new Outcome.Refused(refusal)));
    }

    private static TransferEvent.Asked asked(String name) {
        var peer = Peer.of(new InetSocketAddress("192.0.2.7", 2070));
        return new TransferEvent.Asked(
                1, Direction.WRITE, peer, new InetSocketAddress("192.0.2.1", 69), name, Mode.OCTET);
    }

    private static TransferEvent ended(TransferEvent.Asked asked, String text, Outcome outcome) {
        return new TransferEvent.Ended(NOON, asked, text, Terms.PLAIN, 1, Duration.ofMillis(500), 0, outcome);
    }
}
