package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.data;
import static dev.trivet.server.Peer.rrq;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.transfer.Outcome;
import dev.trivet.wire.Packet;
import java.util.HashSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("One transfer for each TID of a client")
class OneTransferForEachTidTest {
    @Test
    void repeatedReadRequestGetsTheFirstBlockAgainOneForOne() {
        var served = Served.plain().file("a", 600);
        var peer = served.peer(2070).asks(rrq("a"));
        served.runMillis(100);
        peer.asks(rrq("a"));
        served.runMillis(100);
        assertThat(peer.packets()).hasSize(2).allMatch(p -> p.equals(peer.last()));
        assertThat(tids(peer)).hasSize(1);
        assertThat(served.story()).isEqualTo("Requested Started");
    }

    @Test
    void repeatedWriteRequestGetsItsAckAgain() {
        var served = Served.plain();
        var peer = served.peer(2070).asks(wrq("a", "blksize", "1024"));
        served.runMillis(100);
        peer.asks(wrq("a", "blksize", "1024"));
        served.runMillis(100);
        assertThat(peer.packets()).containsExactly(Peer.oack("blksize", "1024"), Peer.oack("blksize", "1024"));
        assertThat(tids(peer)).hasSize(1);
    }

    @Test
    void twoRequestsAtOnceMakeOneTransfer() {
        var served = Served.plain().file("a", 600);
        var peer = served.peer(2070).asks(rrq("a")).asks(rrq("a"));
        served.runMillis(100);
        assertThat(tids(peer)).hasSize(1);
        assertThat(served.events(TransferEvent.Requested.class)).hasSize(1);
    }

    @Test
    void requestWithinASecondOfProgressIsIgnored() {
        var served = Served.plain().file("a", 6000);
        var peer = started(served);
        served.runMillis(900);
        int heard = withoutRepeats(peer);
        peer.asks(rrq("a"));
        served.runMillis(50);
        assertThat(withoutRepeats(peer)).isEqualTo(heard);
        assertThat(served.events(TransferEvent.Requested.class)).hasSize(1);
    }

    @Test
    void requestMoreThanASecondAfterProgressIsAClientThatStartedAnew() {
        var served = Served.plain().file("a", 6000);
        var peer = started(served);
        var oldTid = peer.tid();
        served.runMillis(1_100);
        peer.asks(rrq("a"));
        served.runMillis(30);
        assertThat(peer.tid()).isNotEqualTo(oldTid);
        assertThat(peer.last())
                .isInstanceOfSatisfying(
                        Packet.Data.class, d -> assertThat(d.block().value()).isEqualTo(1));
        assertThat(served.events(TransferEvent.Ended.class))
                .singleElement()
                .satisfies(e -> assertThat(e.outcome()).isEqualTo(new Outcome.Restarted()));
        assertThat(served.reception.held()).isEqualTo(1);
    }

    @Test
    void anotherNameEndsTheOldTransferAtOnce() {
        var served = Served.plain().file("a", 6000).file("b", 100);
        var peer = started(served);
        peer.asks(rrq("b"));
        served.runMillis(30);
        assertThat(peer.last())
                .isInstanceOfSatisfying(
                        Packet.Data.class,
                        d -> assertThat(d.payload().remaining()).isEqualTo(100));
        peer.answers(ack(1));
        served.runUntilQuiet();
        assertThat(served.story()).isEqualTo("Requested Started Ended Requested Started Ended");
    }

    @Test
    void writingWhatWasReadIsAnotherTransferToo() {
        var served = Served.plain().file("a", 6000);
        var peer = started(served);
        peer.asks(wrq("a"));
        served.runMillis(30);
        assertThat(peer.last()).isEqualTo(ack(0));
        served.runUntilQuiet();
    }

    @Test
    void requestWithOtherOptionsIsNoRepeat() {
        var served = Served.plain().file("a", 600);
        var peer = served.peer(2070).asks(rrq("a", "tsize", "0"));
        served.runMillis(30);
        peer.asks(rrq("a", "blksize", "1456")); // the ERROR in between was lost
        served.runMillis(30);
        assertThat(peer.packets()).containsExactly(Peer.oack("tsize", "600"), Peer.oack("blksize", "1456"));
        assertThat(served.reception.held()).isEqualTo(1);
        served.runUntilQuiet();
    }

    @Test
    void requestDuringTheLookUpIsAnsweredOnce() {
        var network = Served.network();
        var slow = java.time.Duration.ofMillis(500);
        var served = Served.around(network, network.workers(slow, slow), c -> c, _ -> {});
        served.file("a", 100);
        var peer = served.peer(2070).asks(rrq("a"));
        served.runMillis(100);
        peer.asks(rrq("a"));
        served.runMillis(500);
        assertThat(peer.packets()).hasSize(1);
    }

    @Test
    void otherNameDuringTheLookUpEndsIt() {
        var network = Served.network();
        var slow = java.time.Duration.ofMillis(500);
        var served = Served.around(network, network.workers(slow, slow), c -> c, _ -> {});
        served.file("a", 100).file("b", 200);
        var peer = served.peer(2070).asks(rrq("a"));
        served.runMillis(100);
        peer.asks(rrq("b"));
        served.runMillis(600);
        assertThat(peer.packets()).hasSize(1);
        peer.answers(ack(1));
        served.runUntilQuiet();
        assertThat(served.events(TransferEvent.Ended.class))
                .singleElement()
                .satisfies(e -> assertThat(e.file()).isEqualTo("b"));
    }

    @Test
    void requestWhileDallyingStartsANewTransfer() {
        var served = Served.plain();
        var peer = served.peer(2070).asks(wrq("a"));
        served.runMillis(30);
        peer.answers(data(1, 100));
        served.runMillis(30);
        var oldTid = peer.tid();
        peer.asks(wrq("a"));
        served.runMillis(30);
        assertThat(peer.last()).isEqualTo(ack(0));
        assertThat(peer.tid()).isNotEqualTo(oldTid);
        peer.answers(data(1, 200));
        served.runUntilQuiet();
        assertThat(served.content.stored("a")).contains(Served.octets(200));
    }

    @Test
    void sameNameFromAnotherPortIsAnotherClient() {
        var served = Served.plain().file("a", 600);
        served.peer(2070).asks(rrq("a"));
        served.peer(2071).asks(rrq("a"));
        served.runMillis(50);
        assertThat(served.reception.held()).isEqualTo(2);
        served.runUntilQuiet();
    }

    /// A read of "a" with block 1 acknowledged.
    private static Peer started(Served served) {
        var peer = served.peer(2070).asks(rrq("a"));
        served.runMillis(30);
        peer.answers(ack(1));
        served.runMillis(30);
        return peer;
    }

    private static int withoutRepeats(Peer peer) {
        return new HashSet<>(peer.packets()).size();
    }

    private static HashSet<Object> tids(Peer peer) {
        var tids = new HashSet<>();
        peer.heard.forEach(h -> tids.add(h.from()));
        return tids;
    }
}
