package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.rrq;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.server.TransferEvent.Ended;
import dev.trivet.server.TransferEvent.Unanswered;
import dev.trivet.transfer.Outcome;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Packet;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who may ask, and how much at once")
class AccessAndBudgetTest {
    private static final Packet FULL = error(ErrorCode.NOT_DEFINED, "Server is full, try again");

    @Test
    void requestThatIsNotAllowedGetsOneError2() {
        var denied = new Refusal(ErrorCode.ACCESS_VIOLATION, "Not allowed", "not on the list", "--allow-write");
        var served = Served.with(b -> b.access((peer, direction) ->
                        direction == Direction.WRITE && peer.address().getPort() == 3001
                                ? Optional.of(denied)
                                : Optional.empty()))
                .file("a", 100);
        var outsider = served.peer(3001).asks(wrq("a"));
        var insider = served.peer(3002).asks(wrq("a"));
        served.runMillis(100);
        assertThat(outsider.packets()).containsExactly(error(ErrorCode.ACCESS_VIOLATION, "Not allowed"));
        assertThat(insider.packets()).containsExactly(ack(0));
        assertThat(served.events(TransferEvent.Refused.class))
                .singleElement()
                .satisfies(e -> assertThat(e.refusal()).isEqualTo(denied));
        outsider.asks(rrq("a"));
        served.runMillis(100);
        assertThat(outsider.last()).isInstanceOf(Packet.Data.class);
        served.runUntilQuiet();
    }

    @Test
    void oneRequestTooManyGetsSilenceByDefault() {
        var served = full(WhenFull.DROP);
        var late = served.peer(3009).asks(rrq("a"));
        served.runMillis(50);
        assertThat(late.packets()).isEmpty();
        assertThat(served.events(Unanswered.class))
                .singleElement()
                .satisfies(e -> assertThat(e.requests()).isEqualTo(1));
    }

    @Test
    void orOneErrorAtOnce() {
        var served = full(WhenFull.REFUSE);
        var late = served.peer(3009).asks(rrq("a"));
        served.runMillis(50);
        assertThat(late.packets()).containsExactly(FULL);
    }

    @Test
    void oldestUnprovenTransferMakesRoomOnceItIs100MillisOld() {
        var served =
                Served.with(b -> b.maxTransfers(2).whenFull(WhenFull.REFUSE)).file("a", 100_000);
        var first = served.peer(3001).asks(rrq("a"));
        served.runMillis(60);
        var second = served.peer(3002).asks(rrq("a"));
        served.runMillis(20);
        var tooSoon = served.peer(3003).asks(rrq("a"));
        served.runMillis(40);
        assertThat(tooSoon.packets()).containsExactly(FULL);
        served.runMillis(20);
        var third = served.peer(3004).asks(rrq("a"));
        served.runMillis(20);
        assertThat(third.last()).isInstanceOf(Packet.Data.class);
        assertThat(served.events(Ended.class)).singleElement().satisfies(e -> {
            assertThat(e.asked().peer().address()).isEqualTo(first.address());
            assertThat(e.outcome()).isEqualTo(new Outcome.TimedOut(false));
        });
        assertThat(second.packets()).hasSize(1);
        assertThat(served.reception.shared().running()).hasValue(2);
        served.runUntilQuiet();
        assertThat(first.packets()).as("forgotten: nothing more is sent to it").hasSize(1);
    }

    @Test
    void provenTransfersAreNeverEvicted() {
        var served =
                Served.with(b -> b.maxTransfers(1).whenFull(WhenFull.REFUSE)).file("a", 100_000);
        var proven = served.peer(3001).asks(rrq("a"));
        served.runMillis(30);
        proven.answers(ack(1));
        served.runMillis(500);
        var late = served.peer(3002).asks(rrq("a"));
        served.runMillis(50);
        assertThat(late.packets()).containsExactly(FULL);
    }

    @Test
    void floodFromForgedAddressesCannotLockOutAnHonestClient() {
        var served = Served.with(b -> b.maxTransfers(50)).file("a", 20_000);
        for (int i = 0; i < 3_000; i++) {
            int port = 5_000 + i;
            served.network.after(
                    java.time.Duration.ofMillis(i),
                    () -> served.peer(Served.address(66), port).asks(rrq("a")));
        }
        served.runMillis(1_000);
        var honest = served.client().read(served.address, "a");
        served.runUntilQuiet();
        assertThat(honest.completed()).isTrue();
        assertThat(served.events(Unanswered.class)).hasSizeLessThan(10);
    }

    @Test
    void placeIsFreeAsSoonAsTheOutcomeIsKnown() {
        var served =
                Served.with(b -> b.maxTransfers(1).whenFull(WhenFull.REFUSE)).file("a", 100);
        for (int i = 0; i < 5; i++) {
            var peer = served.peer(3001 + i).asks(rrq("a"));
            served.runMillis(20);
            peer.answers(ack(1));
            served.runMillis(20);
        }
        assertThat(served.events(Ended.class)).hasSize(5);
        served.runUntilQuiet();
    }

    @Test
    void requestsOfOneAddressAreLimitedBySecond() {
        var served = Served.with(b -> b.requestsPerAddress(3).whenFull(WhenFull.REFUSE))
                .file("a", 100);
        var peers = new ArrayList<Peer>();
        for (int i = 0; i < 5; i++) peers.add(served.peer(3001 + i).asks(rrq("a")));
        var other = served.peer(Served.address(11), 3001).asks(rrq("a"));
        served.runMillis(50);
        assertThat(peers).filteredOn(p -> p.last() instanceof Packet.Data).hasSize(3);
        assertThat(other.last()).isInstanceOf(Packet.Data.class);
        served.runMillis(1_000);
        var later = served.peer(4001).asks(rrq("a"));
        served.runMillis(50);
        assertThat(later.last()).isInstanceOf(Packet.Data.class);
    }

    @Test
    void transfersOfOneAddressAreLimited() {
        var served = Served.with(b -> b.transfersPerAddress(1).whenFull(WhenFull.REFUSE))
                .file("a", 100);
        var one = served.peer(3001).asks(rrq("a"));
        var two = served.peer(3002).asks(rrq("a"));
        served.runMillis(50);
        assertThat(two.packets()).containsExactly(error(ErrorCode.NOT_DEFINED, "Too many transfers"));
        one.answers(ack(1));
        served.runMillis(50);
        two.asks(rrq("a"));
        served.runMillis(50);
        assertThat(two.last()).isInstanceOf(Packet.Data.class);
        served.runUntilQuiet();
    }

    @Test
    void limitOfAnAddressCountsRefusedNamesOnlyWhileTheyLast() {
        var served = Served.with(b -> b.transfersPerAddress(1)).file("a", 100);
        for (int i = 0; i < 5; i++) {
            served.peer(3001 + i).asks(rrq("none"));
            served.runMillis(50);
        }
        var peer = served.peer(4001).asks(rrq("a"));
        served.runMillis(50);
        assertThat(peer.last()).isInstanceOf(Packet.Data.class);
    }

    /// One place, taken by a client that has proved itself.
    private static Served full(WhenFull whenFull) {
        var served = Served.with(b -> b.maxTransfers(1).whenFull(whenFull)).file("a", 100_000);
        var peer = served.peer(3001).asks(rrq("a"));
        served.runMillis(30);
        peer.answers(ack(1));
        served.runMillis(10);
        return served;
    }
}
