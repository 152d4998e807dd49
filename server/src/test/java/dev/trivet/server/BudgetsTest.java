package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.rrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.transfer.Outcome;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Packet;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Budgets: who finds a place when there is none")
class BudgetsTest {
    @Test
    void whenFullFurtherRequestsAreLeftUnansweredAndCounted() {
        var served = Served.with(b -> b.maxTransfers(1)).file("a", 5000);
        var first = served.peer(3001).asks(rrq("a"));
        served.runMillis(30);
        first.answers(ack(1)); // proven: nobody may take its place
        served.runMillis(300);
        var second = served.peer(3002).asks(rrq("a"));
        served.runMillis(300);
        assertThat(second.packets()).isEmpty();
        assertThat(served.events(TransferEvent.Unanswered.class)).hasSize(1);
        served.runUntilQuiet();
    }

    @Test
    void whenFullFurtherRequestsAreRefusedWhereThatIsWanted() {
        var served =
                Served.with(b -> b.maxTransfers(1).whenFull(WhenFull.REFUSE)).file("a", 5000);
        served.peer(3001).asks(rrq("a"));
        served.runMillis(30);
        var second = served.peer(3002).asks(rrq("a"));
        served.runMillis(30);
        assertThat(second.last()).isEqualTo(Peer.error(ErrorCode.NOT_DEFINED, "Server is full, try again"));
        served.runUntilQuiet();
    }

    @Test
    void anUnprovenTransferOlderThanATenthOfASecondMakesRoom() {
        var served = Served.with(b -> b.maxTransfers(2)).file("a", 700);
        var forged = served.peer(3001).asks(rrq("a"));
        served.peer(3002).asks(rrq("a"));
        served.runMillis(150);
        assertThat(forged.packets()).hasSize(1);
        var honest = served.client().read(served.address, "a");
        served.runUntilQuiet();
        assertThat(honest.completed()).isTrue();
        assertThat(served.events(TransferEvent.Ended.class))
                .filteredOn(e -> e.asked().peer().address().equals(forged.address()))
                .singleElement()
                .satisfies(e -> assertThat(e.outcome()).isEqualTo(new Outcome.TimedOut(false)));
    }

    @Test
    void aFloodOfForgedRequestsDoesNotLockAnHonestClientOut() {
        var served = Served.with(b -> b.maxTransfers(20)).file("a", 20_000);
        for (int i = 0; i < 2000; i++) {
            int port = 10_000 + i;
            served.network.after(
                    Duration.ofMillis(i),
                    () -> served.peer(Served.address(66), port).asks(rrq("a")));
        }
        served.runMillis(200);
        var honest = served.client().read(served.address, "a");
        served.runUntilQuiet();
        assertThat(honest.completed()).isTrue();
    }

    @Test
    void aRunningTransferGoesOnWhileRequestsAreDropped() {
        var served = Served.with(b -> b.maxTransfers(1)).file("a", 50_000);
        var running = served.client().read(served.address, "a");
        for (int i = 0; i < 500; i++) {
            int port = 10_000 + i;
            served.network.after(
                    Duration.ofMillis(100 + i), () -> served.peer(port).asks(rrq("a")));
        }
        served.runUntilQuiet();
        assertThat(running.completed()).isTrue();
    }

    @Test
    void requestsOfOneAddressAreLimitedASecond() {
        var served = Served.with(b -> b.requestsPerAddress(2).whenFull(WhenFull.REFUSE))
                .file("a", 10);
        var third = new Peer[3];
        for (int i = 0; i < 3; i++) third[i] = served.peer(3001 + i).asks(rrq("a"));
        var other = served.peer(Served.address(11), 3001).asks(rrq("a"));
        served.runMillis(30);
        assertThat(third[1].last()).isInstanceOf(Packet.Data.class);
        assertThat(third[2].last()).isEqualTo(Peer.error(ErrorCode.NOT_DEFINED, "Too many requests"));
        assertThat(other.last()).isInstanceOf(Packet.Data.class);
        served.runMillis(1100);
        var later = served.peer(3010).asks(rrq("a"));
        served.runMillis(30);
        assertThat(later.last()).isInstanceOf(Packet.Data.class);
        served.runUntilQuiet();
    }

    @Test
    void transfersOfOneAddressAreLimitedAtOnce() {
        var served = Served.with(b -> b.transfersPerAddress(1)).file("a", 10);
        var first = served.peer(3001).asks(rrq("a"));
        var second = served.peer(3002).asks(rrq("a"));
        served.runMillis(30);
        assertThat(second.packets()).isEmpty();
        first.answers(ack(1));
        served.runMillis(30);
        second.asks(rrq("a"));
        served.runMillis(30);
        assertThat(second.last()).isInstanceOf(Packet.Data.class);
        served.runUntilQuiet();
    }

    @Test
    void whoMayNotGetsOneError2() {
        var refusal = new Refusal(ErrorCode.ACCESS_VIOLATION, "Access denied", "not in the list", "add it");
        var served = Served.with(b -> b.access(
                        (_, direction) -> direction == Direction.READ ? Optional.of(refusal) : Optional.empty()))
                .file("a", 10);
        var reader = served.peer(3001).asks(rrq("a"));
        var writer = served.peer(3002).asks(Peer.wrq("b"));
        served.runMillis(30);
        assertThat(reader.packets()).containsExactly(Peer.error(ErrorCode.ACCESS_VIOLATION, "Access denied"));
        assertThat(writer.packets()).containsExactly(ack(0));
        served.runUntilQuiet();
        assertThat(reader.packets()).hasSize(1);
    }

    @Test
    void aClientWhosePathDropsTailsIsAgreedASmallerWindowNextTime() {
        var paths = new PathMemory();
        var client = Served.CLIENT;
        assertThat(paths.window(client, 64, 0)).isEqualTo(64);
        paths.learn(client, 64, true, 0);
        assertThat(paths.window(client, 64, 1)).isEqualTo(32);
        assertThat(paths.window(Served.address(11), 64, 1)).isEqualTo(64);
        paths.learn(client, 32, false, 2);
        assertThat(paths.window(client, 64, 3)).isEqualTo(64);
        paths.learn(client, 64, true, 4);
        assertThat(paths.window(client, 64, Duration.ofMinutes(11).toNanos())).isEqualTo(64);
    }

    @Test
    void whileDrainingNewRequestsGetSilenceAndRunningTransfersEnd() {
        var served = Served.plain().file("a", 5000);
        var running = served.client().read(served.address, "a");
        served.runMillis(100);
        served.reception.drain();
        assertThat(served.reception.running()).isEqualTo(1);
        var late = served.peer(3001).asks(rrq("a"));
        served.runUntilQuiet();
        assertThat(running.completed()).isTrue();
        assertThat(late.packets()).isEmpty();
    }
}
