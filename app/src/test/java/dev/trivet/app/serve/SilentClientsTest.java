package dev.trivet.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.app.settings.LogFormat;
import dev.trivet.content.Peer;
import dev.trivet.negotiation.Terms;
import dev.trivet.server.Direction;
import dev.trivet.server.TransferEvent.Asked;
import dev.trivet.server.TransferEvent.Ended;
import dev.trivet.transfer.Outcome;
import dev.trivet.wire.Mode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A flood of forged requests is no flood of log lines")
class SilentClientsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final SilentClients silent = new SilentClients();

    @Test
    void aSecondHasAHundredLinesAndTheRestIsCounted() {
        int told = 0;
        for (int i = 0; i < 5_000; i++) if (silent.mayTell(ended(NOON.plusMillis(i), false))) told++;
        assertThat(told).isEqualTo(5 * SilentClients.MOST_A_SECOND);
        assertThat(silent.takeLeftOut()).as("while the second lasts").isZero();
        assertThat(silent.mayTell(ended(NOON.plusSeconds(9), false))).isTrue();
        assertThat(silent.takeLeftOut()).isEqualTo(5_000 - told);
        assertThat(silent.takeLeftOut()).isZero();
    }

    @Test
    void thatHoldsForTheLogOfTftpdHpaToo() {
        var written = new ByteArrayOutputStream();
        var out = new LogOutput.Stream(new PrintStream(written, true, StandardCharsets.UTF_8));
        var form = new Log.Form(LogFormat.TFTPD_HPA, LogEntry.Level.INFO, HpaLines.REQUESTS);
        var log = new Log(out, form, InstantSource.fixed(NOON));
        for (int i = 0; i < 5 * SilentClients.MOST_A_SECOND; i++) log.event(ended(NOON, false));
        assertThat(written.toString(StandardCharsets.UTF_8).lines()).hasSize(SilentClients.MOST_A_SECOND);
    }

    @Test
    void aClientThatAnsweredOnceAlwaysHasItsLine() {
        assertThat(SilentClients.isOne(ended(NOON, true))).isFalse();
        assertThat(SilentClients.isOne(ended(NOON, false))).isTrue();
    }

    private static Ended ended(Instant time, boolean proven) {
        var asked = new Asked(
                1,
                Direction.READ,
                Peer.of(new InetSocketAddress("192.0.2.7", 2070)),
                new InetSocketAddress("192.0.2.1", 69),
                "a",
                Mode.OCTET);
        return new Ended(time, asked, "a", Terms.PLAIN, 0, Duration.ofSeconds(30), 2, new Outcome.TimedOut(proven));
    }
}
