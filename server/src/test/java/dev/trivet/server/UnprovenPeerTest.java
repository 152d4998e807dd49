package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.rrq;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.transfer.Outcome;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Packet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A peer that never answered: no amplifier")
class UnprovenPeerTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void getsThreeDatagramsAndNoMore(boolean singlePort) {
        var served = Served.with(b -> b.singlePort(singlePort)).file("a", 60_000);
        var plain = served.peer(3001).asks(rrq("a"));
        var options = served.peer(3002).asks(rrq("a", "windowsize", "16", "blksize", "1400"));
        var write = served.peer(3003).asks(wrq("b"));
        served.runUntilQuiet();
        assertThat(plain.packets()).hasSize(3).allMatch(Packet.Data.class::isInstance);
        assertThat(options.packets()).hasSize(3).allMatch(Packet.OptionAck.class::isInstance);
        assertThat(write.packets()).hasSize(3).containsOnly(ack(0));
        assertThat(served.events(TransferEvent.Ended.class))
                .hasSize(3)
                .allSatisfy(e -> assertThat(e.outcome()).isEqualTo(new Outcome.TimedOut(false)));
    }

    @Test
    void provesItselfLateAndIsServed() {
        var served = Served.plain().file("a", 100);
        var peer = served.peer(3001).asks(rrq("a"));
        served.runMillis(20_000);
        assertThat(peer.packets()).hasSize(3);
        peer.answers(ack(1));
        served.runUntilQuiet();
        assertThat(served.events(TransferEvent.Ended.class).getLast().outcome()).isEqualTo(new Outcome.Completed());
    }

    @Test
    void errorAfterTheOackIsASizeProbe() {
        var served = Served.plain().file("a", 4711);
        var peer = served.peer(3001).asks(rrq("a", "tsize", "0"));
        served.runMillis(30);
        assertThat(peer.last()).isEqualTo(Peer.oack("tsize", "4711"));
        peer.answers(error(ErrorCode.NOT_DEFINED, "thank you"));
        served.runUntilQuiet();
        assertThat(served.events(TransferEvent.Ended.class).getLast().outcome()).isEqualTo(new Outcome.SizeProbe());
        assertThat(peer.packets()).hasSize(1);
    }
}
