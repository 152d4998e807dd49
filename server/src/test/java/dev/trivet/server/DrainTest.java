package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.data;
import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.rrq;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.transfer.Outcome;
import dev.trivet.wire.ErrorCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server that drains or stops")
class DrainTest {
    @Test
    void newRequestsGetSilenceAndRunningTransfersEnd() {
        var served = Served.plain().file("a", 5000);
        var running = served.client().read(served.address, "a");
        served.runMillis(50);
        served.reception.drain();
        var late = served.peer(3001).asks(rrq("a")).asks(new byte[] {0, 1, 'a', 0});
        assertThat(served.reception.shared().running()).hasValue(1);
        served.runUntilQuiet();
        assertThat(running.completed()).isTrue();
        assertThat(late.packets()).isEmpty();
        assertThat(served.reception.shared().running()).hasValue(0);
    }

    @Test
    void repeatedRequestOfARunningTransferIsStillAnswered() {
        var served = Served.plain().file("a", 100);
        var peer = served.peer(3001).asks(rrq("a"));
        served.runMillis(30);
        served.reception.drain();
        peer.asks(rrq("a"));
        served.runMillis(30);
        assertThat(peer.packets()).hasSize(2);
    }

    @Test
    void dallyingDelaysNoExit() {
        var served = Served.plain();
        var peer = served.peer(3001).asks(wrq("a"));
        served.runMillis(30);
        peer.answers(data(1, 100));
        served.runMillis(30);
        assertThat(peer.last()).isEqualTo(ack(1));
        assertThat(served.reception.shared().running()).hasValue(0);
    }

    @Test
    void stopEndsWhatRunsWithError() {
        var served = Served.plain().file("a", 5000).file("b", 50);
        var reader = served.peer(3001).asks(rrq("a"));
        var writer = served.peer(3002).asks(wrq("b"));
        served.runMillis(30);
        writer.answers(data(1, 512));
        served.runMillis(30);
        served.reception.stop();
        served.runUntilQuiet();
        var stops = error(ErrorCode.NOT_DEFINED, "Server stops");
        assertThat(reader.last()).isEqualTo(stops);
        assertThat(writer.last()).isEqualTo(stops);
        assertThat(served.content.stored("b")).contains(Served.octets(50));
        assertThat(served.events(TransferEvent.Ended.class))
                .hasSize(2)
                .allSatisfy(e -> assertThat(e.outcome()).isInstanceOf(Outcome.Refused.class));
    }
}
