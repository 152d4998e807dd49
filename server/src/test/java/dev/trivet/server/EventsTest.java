package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.data;
import static dev.trivet.server.Peer.rrq;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.content.WritePolicy;
import dev.trivet.server.TransferEvent.Ended;
import dev.trivet.server.TransferEvent.Progress;
import dev.trivet.server.TransferEvent.Requested;
import dev.trivet.server.TransferEvent.Started;
import dev.trivet.sim.Passing;
import dev.trivet.transfer.Outcome;
import dev.trivet.wire.Options;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Events of transfers: each once, in order")
class EventsTest {
    @Test
    void readTellsRequestedStartedEnded() {
        var served = Served.plain().file("a", 700);
        var client = served.client().options(Options.of("blksize", "1000", "tsize", "0"));
        var read = client.read(served.address, "a");
        served.runUntilQuiet();
        assertThat(served.story()).isEqualTo("Requested Started Ended");
        var asked = served.events(Requested.class).getFirst().asked();
        assertThat(asked.id()).isEqualTo(1);
        assertThat(asked.direction()).isEqualTo(Direction.READ);
        assertThat(asked.peer().address()).isEqualTo(read.address());
        assertThat(asked.local()).isEqualTo(served.address);
        assertThat(asked.name()).isEqualTo("a");
        var started = served.events(Started.class).getFirst();
        assertThat(started.asked()).isSameAs(asked);
        assertThat(started.terms()).isEqualTo(read.terms().orElseThrow());
        var ended = served.events(Ended.class).getFirst();
        assertThat(ended.asked()).isSameAs(asked);
        assertThat(ended.octets()).isEqualTo(700);
        assertThat(ended.elapsed()).isEqualTo(Duration.ofMillis(40));
        assertThat(ended.time()).isEqualTo(Served.BEGAN.plusMillis(50));
        assertThat(ended.retransmissions()).isZero();
        assertThat(ended.outcome()).isEqualTo(new Outcome.Completed());
    }

    @Test
    void writeThatDalliesEndsWhenItIsStored() {
        var served = Served.plain();
        var peer = served.peer(3001).asks(wrq("a"));
        served.runMillis(30);
        peer.answers(data(1, 100));
        served.runMillis(30);
        assertThat(served.story()).isEqualTo("Requested Started Ended");
        assertThat(served.events(Ended.class).getFirst().octets()).isEqualTo(100);
        peer.answers(data(1, 100));
        served.runUntilQuiet();
        assertThat(served.story()).isEqualTo("Requested Started Ended");
    }

    @Test
    void refusalIsToldInPlaceOfAStart() {
        var served = Served.with(WritePolicy.NONE, _ -> {});
        served.peer(3001).asks(wrq("a"));
        served.runUntilQuiet();
        assertThat(served.story()).isEqualTo("Requested Refused");
    }

    @Test
    void failureDuringTheTransferIsTheOutcomeNotARefusal() {
        var served = Served.plain();
        var peer = served.peer(3001).asks(wrq("a"));
        served.runMillis(30);
        peer.answers(data(1, 600));
        served.runUntilQuiet();
        assertThat(served.story()).isEqualTo("Requested Started Ended");
        assertThat(served.events(Ended.class).getFirst().outcome()).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void progressIsToldOnceASecond() {
        var served = Served.plain().file("a", 200 * 512);
        served.client().read(served.address, "a"); // 20 ms for each block: 4 s
        served.runUntilQuiet();
        var progress = served.events(Progress.class);
        assertThat(progress)
                .extracting(p -> p.time().toEpochMilli() - Served.BEGAN.toEpochMilli())
                .containsExactly(1_010L, 2_010L, 3_010L, 4_010L);
        assertThat(progress).extracting(Progress::octets).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void retransmissionsAreCounted() {
        var served = Served.plain().file("a", 700);
        served.network.losing(Passing.firstDataOf(2));
        served.client().read(served.address, "a");
        served.runUntilQuiet();
        assertThat(served.events(Ended.class).getFirst().retransmissions()).isEqualTo(1);
    }

    @Test
    void restartDuringTheLookUpTellsOfBothRequestsAndOneEnd() {
        var network = Served.network();
        var slow = Duration.ofMillis(500);
        var served = Served.around(network, network.workers(slow, slow), c -> c, _ -> {});
        served.file("a", 100).file("b", 200);
        var peer = served.peer(2070).asks(rrq("a"));
        served.runMillis(100);
        peer.asks(rrq("b"));
        served.runMillis(600);
        peer.answers(ack(1));
        served.runUntilQuiet();
        assertThat(served.story()).isEqualTo("Requested Requested Started Ended");
    }

    @Test
    void idsCountUp() {
        var served = Served.plain().file("a", 100);
        served.peer(3001).asks(rrq("a"));
        served.peer(3002).asks(rrq("none"));
        served.peer(3003).asks(rrq("a"));
        served.runUntilQuiet();
        assertThat(served.events(Requested.class))
                .extracting(e -> e.asked().id())
                .containsExactly(1L, 2L, 3L);
    }
}
