package dev.trivet.server;

import static dev.trivet.server.Peer.rrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.engine.Workers;
import dev.trivet.sim.SimulatedNetwork;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Packet;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Content that is slow or hangs delays nobody else")
class StallTest {
    private static final int CHUNK = 512 * 200;

    private final SimulatedNetwork network = Served.network();
    private final Pool pool = new Pool(network);
    private final Served served = Served.around(network, pool, UnaryOperator.identity(), _ -> {});

    /// Takes as long for a job as it is told at the time.
    private static final class Pool implements Workers {
        final SimulatedNetwork network;
        Duration takes = Duration.ZERO;
        boolean hangs;

        Pool(SimulatedNetwork network) {
            this.network = network;
        }

        @Override
        public boolean submit(Runnable work) {
            if (!hangs) network.after(takes, work);
            return true;
        }
    }

    private Duration alone() {
        var other = Served.plain().file("fast", CHUNK - 1);
        var read = other.client().read(other.address, "fast");
        other.runUntilQuiet();
        return read.elapsed();
    }

    @Test
    void aSourceThatTakesHalfASecondForEachChunk() {
        served.content.chunk(CHUNK).put("slow", Served.octets(5 * CHUNK)).put("fast", Served.octets(CHUNK - 1));
        var slow = served.client(10).read(served.address, "slow");
        var fast = served.client(11).read(served.address, "fast");
        served.runMillis(15);
        pool.takes = Duration.ofMillis(500); // from here on only the slow file needs more chunks
        served.runUntilQuiet();
        assertThat(fast.elapsed()).isEqualTo(alone());
        assertThat(slow.completed()).isTrue();
        assertThat(slow.received()).isEqualTo(Served.octets(5 * CHUNK));
    }

    @Test
    void aLookUpThatHangsEndsWithAnErrorAfterFiveSeconds() {
        served.content.put("hangs", Served.octets(10)).put("fast", Served.octets(CHUNK - 1));
        pool.hangs = true;
        var hangs = served.peer(3001).asks(rrq("hangs"));
        served.runMillis(15);
        pool.hangs = false;
        var fast = served.client().read(served.address, "fast");
        served.runMillis(5_200);
        assertThat(hangs.packets())
                .containsExactly(Peer.error(ErrorCode.NOT_DEFINED, "The file system does not answer"));
        served.network.runUntilQuiet(Duration.ofMinutes(1));
        assertThat(fast.elapsed()).isEqualTo(alone());
        assertThat(served.reception.held()).isZero();
        assertThat(served.events(TransferEvent.Refused.class))
                .singleElement()
                .satisfies(e -> assertThat(e.refusal().remedy()).contains("disk"));
    }

    @Test
    void aRepeatedRequestDuringAHangingLookUpStartsNoSecondOne() {
        served.content.put("hangs", Served.octets(10));
        pool.hangs = true;
        var peer = served.peer(3001).asks(rrq("hangs"));
        served.runMillis(1000);
        peer.asks(rrq("hangs"));
        served.network.runUntilQuiet(Duration.ofMinutes(1));
        assertThat(peer.packets()).hasSize(1).allMatch(Packet.Error.class::isInstance);
    }
}
