package dev.trivet.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.content.Peer;
import dev.trivet.explain.Situation;
import dev.trivet.server.Direction;
import dev.trivet.server.TransferEvent;
import dev.trivet.server.TransferEvent.Asked;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.Mode;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HpaLinesTest {
    @Test
    void aRefusalHasTheLinesOfTftpdHpaFromTheirLevelsOn() {
        var lines = HpaLines.of(refused("boot/x", Optional.empty()));
        assertThat(lines.get(0))
                .isEqualTo(new HpaLines.Line(1, LogEntry.Level.INFO, "RRQ from 192.0.2.7 filename boot/x"));
        assertThat(lines.get(1))
                .isEqualTo(new HpaLines.Line(2, LogEntry.Level.DEBUG, "sending NAK (1, File not found) to 192.0.2.7"));
        assertThat(lines.get(2).verbosity()).isEqualTo(3);
    }

    @Test
    void aNameThatWasMappedIsToldBehind() {
        assertThat(HpaLines.of(refused("x", Optional.of("boot/x"))).getFirst().text())
                .isEqualTo("RRQ from 192.0.2.7 filename x remapped to boot/x");
    }

    @Test
    void aLineStaysALineWhateverTheName() {
        for (var line : HpaLines.of(refused("a\nRRQ from 198.51.100.1 filename b\u001b[2J", Optional.of("c\r\nd"))))
            assertThat(line.text().chars()).noneMatch(Character::isISOControl);
    }

    @Test
    void aNameThatLooksLikeALineBeginsNone() {
        var forged = "RRQ from 198.51.100.9 filename x";
        assertThat(HpaLines.of(refused(forged, Optional.empty())))
                .hasSize(3)
                .noneMatch(line -> line.text().startsWith(forged));
        var explained = Refusal.of(Situation.NOT_FOUND, "'x'").explanation();
        assertThat(HpaLines.of(new TransferEvent.Hint(Instant.EPOCH, asked(forged), explained)))
                .singleElement()
                .satisfies(line -> assertThat(line.text()).startsWith("192.0.2.7 " + forged + ": "));
    }

    @Test
    void whatIsNoRequestHasNoRequestLine() {
        assertThat(HpaLines.of(refused("", Optional.empty())))
                .noneMatch(line -> line.text().startsWith("RRQ"));
    }

    private static TransferEvent refused(String name, Optional<String> mapped) {
        return new TransferEvent.Refused(Instant.EPOCH, asked(name), mapped, Refusal.of(Situation.NOT_FOUND, "'x'"));
    }

    private static Asked asked(String name) {
        return new Asked(
                1,
                Direction.READ,
                Peer.of(new InetSocketAddress("192.0.2.7", 1024)),
                new InetSocketAddress("192.0.2.1", 69),
                name,
                Mode.OCTET);
    }
}
