package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.data;
import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.rrq;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Options;
import java.util.ArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("--single-port: all transfers on the listening port")
class SinglePortTest {
    @Test
    void everythingLeavesFromTheListeningPort() {
        var served = singlePort().file("a", 700);
        var read = served.peer(3001).asks(rrq("a"));
        var write = served.peer(3002).asks(wrq("b"));
        var refused = served.peer(3003).asks(rrq("none"));
        var broken = served.peer(3004).asks(new byte[] {0, 1, 'a', 0});
        served.runMillis(50);
        for (var peer : new Peer[] {read, write, refused, broken})
            assertThat(peer.tid()).isEqualTo(served.address);
        assertThat(served.network.openPorts()).isEqualTo(1 + 4);
    }

    @Test
    void readsWritesAndWindowsOfManyClientsDoNotMix() {
        var served = singlePort().file("a", 20_000);
        var plain = served.client(11).read(served.address, "a");
        var window = served.client(12).options(Options.of("windowsize", "8")).read(served.address, "a");
        var writes = new ArrayList<dev.trivet.sim.SimulatedTransfer>();
        var writer = served.client(13).options(Options.of("windowsize", "4", "blksize", "100"));
        for (int i = 0; i < 5; i++) writes.add(writer.write(served.address, "w" + i, Served.octets(3000 + i)));
        served.runUntilQuiet();
        assertThat(plain.received()).isEqualTo(Served.octets(20_000));
        assertThat(window.received()).isEqualTo(Served.octets(20_000));
        assertThat(writes).allMatch(dev.trivet.sim.SimulatedTransfer::completed);
        for (int i = 0; i < 5; i++) assertThat(served.content.stored("w" + i)).contains(Served.octets(3000 + i));
    }

    @Test
    void strangersGetSilence() {
        var served = singlePort().file("a", 700);
        var client = served.peer(3001).asks(rrq("a"));
        served.runMillis(30);
        var stranger = served.peer(Served.address(66), 3001);
        stranger.asks(ack(1)).asks(data(1, 512)).asks(error(ErrorCode.NOT_DEFINED, "no"));
        served.runMillis(50);
        assertThat(stranger.packets()).isEmpty();
        client.answers(ack(1));
        served.runMillis(30);
        client.answers(ack(2));
        served.runUntilQuiet();
    }

    @Test
    void finalAckIsRepeatedWhileTheServerDallies() {
        var served = singlePort();
        var peer = served.peer(3001).asks(wrq("a"));
        served.runMillis(30);
        peer.answers(data(1, 100));
        served.runMillis(30);
        peer.answers(data(1, 100));
        served.runMillis(30);
        assertThat(peer.packets()).containsExactly(ack(0), ack(1), ack(1));
        peer.asks(wrq("b"));
        served.runMillis(30);
        assertThat(peer.last()).isEqualTo(ack(0));
        served.runUntilQuiet();
    }

    @Test
    void listeningPortOutlivesItsTransfers() {
        var served = singlePort().file("a", 700);
        for (int i = 0; i < 3; i++) {
            var read = served.client(20 + i).read(served.address, "a");
            served.runUntilQuiet();
            assertThat(read.completed()).isTrue();
        }
    }

    private static Served singlePort() {
        return Served.with(b -> b.singlePort(true));
    }
}
