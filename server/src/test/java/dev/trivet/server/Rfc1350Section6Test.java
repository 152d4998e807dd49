package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.data;
import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.rrq;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.sim.Passing;
import dev.trivet.transfer.Outcome;
import dev.trivet.wire.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RFC 1350 §6 Normal termination, §7 Premature termination")
class Rfc1350Section6Test {
    @Test
    void lostFinalAckIsRepeatedWhileTheServerDallies() {
        var served = Served.plain();
        served.network.losing(Passing.firstAckOf(1));
        var write = served.client().write(served.address, "a", Served.octets(100));
        served.runUntilQuiet();
        assertThat(write.completed()).isTrue();
        assertThat(served.transcript()).isEqualTo("""
                0.000 client > server  WRQ a octet
                0.010 server > client  ACK 0
                0.020 client > server  DATA 1 (100)
                0.030 server > client  ACK 1            lost
                1.020 client > server  DATA 1 (100)
                1.030 server > client  ACK 1
                """);
    }

    @Test
    void fileIsStoredBeforeTheLastAckSaysSo() {
        var network = Served.network();
        var served = Served.around(
                network, network.workers(Duration.ofMillis(300), Duration.ofMillis(300)), c -> c, _ -> {});
        var peer = served.peer(3001).asks(wrq("a"));
        served.runMillis(400);
        peer.answers(data(1, 100));
        served.runMillis(500); // written, not yet committed
        assertThat(peer.last()).isEqualTo(ack(0));
        assertThat(served.content.stored("a")).isEmpty();
        served.runMillis(150);
        assertThat(peer.last()).isEqualTo(ack(1));
        assertThat(served.content.stored("a")).contains(Served.octets(100));
    }

    @Test
    void lastBlockRepeatedDuringTheCommitIsNotAnswered() {
        var network = Served.network();
        var served =
                Served.around(network, network.workers(Duration.ofSeconds(3), Duration.ofSeconds(3)), c -> c, _ -> {});
        served.client().write(served.address, "a", Served.octets(100));
        served.runUntilQuiet();
        assertThat(served.content.stored("a")).contains(Served.octets(100));
        assertThat(served.transcript()).containsOnlyOnce("ACK 1");
    }

    @Test
    void dallyingTakesNoPlaceAndEndsAfterTenSeconds() {
        var served = Served.plain();
        var peer = served.peer(3001).asks(wrq("a"));
        served.runMillis(30);
        peer.answers(data(1, 100));
        served.runMillis(30);
        assertThat(peer.last()).isEqualTo(ack(1));
        assertThat(served.reception.shared().running()).hasValue(0);
        assertThat(served.reception.held()).isEqualTo(1);
        served.runMillis(9_900);
        assertThat(served.reception.held()).isEqualTo(1);
        served.runMillis(200);
        served.assertNothingLeft();
    }

    @Test
    void missingFinalAckIsUnconfirmedNotFailedOrCompleted() {
        var served = Served.plain().file("a", 600);
        var peer = served.peer(3001).asks(rrq("a"));
        served.runMillis(30);
        peer.answers(ack(1)); // and never ACK 2: some clients leave with the last block
        served.runUntilQuiet();
        assertThat(outcome(served)).isEqualTo(new Outcome.Unconfirmed());
    }

    @Test
    void peerThatGoesAwayInTheMiddleTimesOut() {
        var served = Served.plain().file("a", 6000);
        var peer = served.peer(3001).asks(rrq("a"));
        served.runMillis(30);
        peer.answers(ack(1));
        served.runUntilQuiet();
        assertThat(outcome(served)).isEqualTo(new Outcome.TimedOut(true));
    }

    @Test
    void transferEndsAfterGiveUpWithoutProgress() {
        var served = Served.with(b -> b.giveUp(Duration.ofSeconds(5)));
        served.peer(3001).asks(wrq("a"));
        served.runUntilQuiet();
        var ended = served.events(TransferEvent.Ended.class).getFirst();
        assertThat(ended.outcome()).isEqualTo(new Outcome.TimedOut(false));
        assertThat(ended.elapsed()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void errorOfThePeerEndsTheTransferAndGetsNoAnswer() {
        var served = Served.plain().file("a", 6000);
        var peer = served.peer(3001).asks(rrq("a"));
        served.runMillis(30);
        peer.answers(error(ErrorCode.DISK_FULL, "mine"));
        served.runUntilQuiet();
        assertThat(peer.packets()).hasSize(1);
        assertThat(outcome(served)).isEqualTo(new Outcome.StoppedByPeer(ErrorCode.DISK_FULL, "mine"));
    }

    @Test
    void uploadThatThePeerGivesUpLeavesTheOldContent() {
        var served = Served.plain().file("a", 50);
        var peer = served.peer(3001).asks(wrq("a"));
        served.runMillis(30);
        peer.answers(data(1, 512));
        served.runMillis(30);
        peer.answers(error(ErrorCode.NOT_DEFINED, "changed my mind"));
        served.runUntilQuiet();
        assertThat(served.content.stored("a")).contains(Served.octets(50));
    }

    private static Outcome outcome(Served served) {
        return served.events(TransferEvent.Ended.class).getLast().outcome();
    }
}
