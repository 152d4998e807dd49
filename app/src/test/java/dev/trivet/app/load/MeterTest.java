package dev.trivet.app.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.client.ClientEvent;
import dev.trivet.client.ClientEvent.Wish;
import dev.trivet.client.TransferReport;
import dev.trivet.negotiation.Terms;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeterTest {
    private static final URI ANY = URI.create("tftp://127.0.0.1/x");

    private final List<String> broken = new ArrayList<>();
    private final Meter meter = new Meter(broken::add);

    @Test
    void octetsAreCountedOnceWhetherAsTheyTravelOrAtTheEnd() {
        progress(1, 100);
        progress(2, 50);
        progress(1, 300);
        assertThat(meter.octets()).isEqualTo(350);
        completed(1, 500);
        completed(3, 7);
        assertThat(meter.octets()).as("2 goes on, 3 was too quick to be seen").isEqualTo(557);
    }

    @Test
    void brokenRulesAreHandedOn() {
        meter.accept(new ClientEvent.RuleBroken(Instant.EPOCH, new Wish(1, false, ANY), "granted what was not asked"));
        assertThat(broken).containsExactly("granted what was not asked");
    }

    private void progress(long id, long octets) {
        meter.accept(new ClientEvent.Progress(Instant.EPOCH, new Wish(id, false, ANY), octets));
    }

    private void completed(long id, long octets) {
        var server = new InetSocketAddress("127.0.0.1", 50_000);
        var report = new TransferReport(ANY, server, Terms.PLAIN, octets, Duration.ZERO, Duration.ZERO, 0, 1);
        meter.accept(new ClientEvent.Completed(Instant.EPOCH, new Wish(id, false, ANY), report));
    }
}
