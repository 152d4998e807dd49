package dev.trivet.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.app.settings.LogFormat;
import dev.trivet.content.Peer;
import dev.trivet.content.Resolution;
import dev.trivet.negotiation.Terms;
import dev.trivet.server.Direction;
import dev.trivet.server.TransferEvent;
import dev.trivet.wire.Mode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// An upload that is copied into the file at the end is told of by default: it alone can leave half a file.
class NotAtomicLogTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private String logged(LogFormat format, int verbosity, String... steps) {
        var out = new LogOutput.Stream(new PrintStream(written, true, StandardCharsets.UTF_8));
        var form = new Log.Form(format, LogEntry.Level.INFO, verbosity);
        new Log(out, form, InstantSource.fixed(NOW)).event(started(List.of(steps)));
        return written.toString(StandardCharsets.UTF_8);
    }

    private static TransferEvent started(List<String> steps) {
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 69);
        var client = Peer.of(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 2070));
        var asked = new TransferEvent.Asked(1, Direction.WRITE, client, here, "config", Mode.OCTET);
        return new TransferEvent.Started(NOW, asked, Optional.empty(), "config", steps, Terms.PLAIN);
    }

    @Test
    void theLogSaysNotAtomicWithoutBeingAskedForDetails() {
        assertThat(logged(LogFormat.TEXT, 0, Resolution.Accepted.NOT_ATOMIC))
                .contains(" info ", "\"config\"", "not atomic");
    }

    @Test
    void otherStepsAreDetails() {
        assertThat(logged(LogFormat.TEXT, 0, "doubled / read as one")).isEmpty();
    }

    @Test
    void theLogOfTftpdHpaSaysItWithTheRequest() {
        assertThat(logged(LogFormat.TFTPD_HPA, HpaLines.REQUESTS, Resolution.Accepted.NOT_ATOMIC))
                .contains("WRQ from 192.0.2.7 filename config", "not atomic");
    }
}
