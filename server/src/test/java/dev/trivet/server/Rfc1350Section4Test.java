package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.data;
import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.rrq;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.engine.PortRange;
import dev.trivet.transfer.Outcome;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Packet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 1350 §4 Initial connection protocol")
class Rfc1350Section4Test {
    private static final Packet UNKNOWN_TID = error(ErrorCode.UNKNOWN_TRANSFER_ID, "Unknown transfer ID");

    /// RRQ without a mode.
    private static final byte[] BROKEN = {0, 1, 'a', 0};

    @Test
    void eachTransferHasATidOfItsOwn() {
        var served = Served.plain().file("a", 100);
        var one = served.peer(3001).asks(rrq("a"));
        var other = served.peer(3002).asks(rrq("a"));
        served.runMillis(100);
        assertThat(one.tid()).isNotEqualTo(served.address).isNotEqualTo(other.tid());
        assertThat(one.tid().getAddress()).isEqualTo(served.address.getAddress());
        assertThat(other.tid()).isNotEqualTo(served.address);
    }

    @Test
    void tidsComeFromThePortRange() {
        var served = Served.with(b -> b.portRange(new PortRange(5000, 5001))).file("a", 100);
        var one = served.peer(3001).asks(rrq("a"));
        var other = served.peer(3002).asks(rrq("a"));
        served.runMillis(100);
        assertThat(List.of(one.tid().getPort(), other.tid().getPort())).containsExactlyInAnyOrder(5000, 5001);
    }

    @Test
    void requestIsRefusedWhereNoPortIsFree() {
        var served = Served.with(b -> b.portRange(new PortRange(5000, 5000))).file("a", 100);
        served.peer(3001).asks(rrq("a"));
        var second = served.peer(3002).asks(rrq("a"));
        served.runMillis(100);
        assertThat(second.last()).isEqualTo(error(ErrorCode.NOT_DEFINED, "No port is free, try again"));
        served.runUntilQuiet();
    }

    @Test
    void packetOfAStrangerIsAnsweredWithError5AndTheTransferGoesOn() {
        var served = Served.plain().file("a", 600);
        var client = served.peer(3001).asks(rrq("a"));
        served.runMillis(30);
        var stranger = served.peer(Served.address(66), 4000).sends(client.tid(), ack(1));
        served.runMillis(30);
        assertThat(stranger.packets()).containsExactly(UNKNOWN_TID);
        assertThat(stranger.tid()).isEqualTo(client.tid());
        assertThat(client.packets()).hasSize(1);
        client.answers(ack(1));
        served.runMillis(30);
        client.answers(ack(2));
        served.runUntilQuiet();
        assertThat(served.events(TransferEvent.Ended.class).getFirst().outcome())
                .isEqualTo(new Outcome.Completed());
    }

    @Test
    void anotherPortOfThePeersHostIsAStrangerToo() {
        var served = Served.plain();
        var client = served.peer(3001).asks(wrq("a"));
        served.runMillis(30);
        var stranger = served.peer(3002).sends(client.tid(), data(1, 100));
        served.runMillis(30);
        assertThat(stranger.packets()).containsExactly(UNKNOWN_TID);
        served.runUntilQuiet();
        assertThat(served.content.stored("a")).isEmpty();
    }

    @Test
    void strangerIsToldOnceASecond() {
        var served = Served.plain().file("a", 600);
        var client = served.peer(3001).asks(rrq("a"));
        served.runMillis(30);
        var stranger = served.peer(Served.address(66), 4000);
        for (int i = 0; i < 25; i++) {
            stranger.sends(client.tid(), ack(1));
            served.runMillis(100);
        }
        assertThat(stranger.packets()).containsExactly(UNKNOWN_TID, UNKNOWN_TID, UNKNOWN_TID);
    }

    @Test
    void allStrangersTogetherAreToldAHundredTimesASecond() {
        var served = Served.plain().file("a", 600);
        var client = served.peer(3001).asks(rrq("a"));
        served.runMillis(30);
        var strangers = new ArrayList<Peer>();
        for (int i = 0; i < 1_500; i++)
            strangers.add(served.peer(Served.address(66), 4000 + i).sends(client.tid(), ack(1)));
        served.runMillis(100);
        assertThat(strangers).filteredOn(peer -> !peer.heard.isEmpty()).hasSize(Strangers.MOST_A_SECOND);
        served.runMillis(1_000);
        strangers.getLast().sends(client.tid(), ack(1));
        served.runMillis(100);
        assertThat(strangers.getLast().packets()).containsExactly(UNKNOWN_TID);
    }

    @Test
    void errorOfAStrangerIsNeverAnswered() {
        var served = Served.plain().file("a", 600);
        var client = served.peer(3001).asks(rrq("a"));
        served.runMillis(30);
        var stranger = served.peer(Served.address(66), 4000).sends(client.tid(), error(ErrorCode.NOT_DEFINED, "no"));
        served.runMillis(30);
        assertThat(stranger.packets()).isEmpty();
        assertThat(served.reception.held()).isEqualTo(1);
    }

    @Test
    void onTheListeningPortOnlyRequestsAreAnswered() {
        var served = Served.plain().file("a", 600);
        var peer = served.peer(3001);
        peer.asks(ack(0)).asks(ack(1)).asks(data(1, 100)).asks(error(ErrorCode.NOT_DEFINED, "loop"));
        peer.asks(Peer.oack("blksize", "512"));
        peer.asks().asks((byte) 0).asks(new byte[] {0, 9, 'a', 0, 'b', 0}).asks(new byte[] {0, 1});
        served.runUntilQuiet();
        assertThat(peer.packets()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 13, 17, 19, 37, 53, 69, 123})
    void requestFromAPortThatAnswersAnythingGetsSilence(int port) {
        var served = Served.plain().file("a", 600);
        var peer = served.peer(port).asks(rrq("a")).asks(rrq("none")).asks(BROKEN);
        served.runUntilQuiet();
        assertThat(peer.heard).isEmpty();
        assertThat(served.events).allMatch(TransferEvent.Unanswered.class::isInstance);
    }

    @Test
    void errorLeavesFromAPortOfItsOwnNotTheListeningOne() {
        var served = Served.plain();
        var one = served.peer(3001).asks(rrq("none"));
        var other = served.peer(3002).asks(BROKEN);
        served.runMillis(100);
        assertThat(one.tid()).isNotEqualTo(served.address);
        assertThat(other.tid()).isNotEqualTo(served.address);
    }
}
