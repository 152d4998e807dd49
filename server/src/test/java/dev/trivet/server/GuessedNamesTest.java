package dev.trivet.server;

import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.rrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.server.TransferEvent.Refused;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Packet;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Phones' settings lie under names with 24 unknown bits, and hold passwords.
@DisplayName("Who guesses names: --misses-per-address")
class GuessedNamesTest {
    private static final InetAddress SCANNER = Served.address(66);

    private int port = 4000;

    @Test
    void whoAsksForTooManyNamesInVainGetsSilenceUntilTheMinuteIsOver() {
        var served = served(WhenFull.DROP);
        scan(served, 5);
        var right = served.peer(SCANNER, 6000).asks(rrq("SEP001122334455.cnf.xml"));
        served.runMillis(50);
        assertThat(right.heard).as("a right guess is not told from a wrong one").isEmpty();
        served.run(Duration.ofMinutes(1));
        right.asks(rrq("SEP001122334455.cnf.xml"));
        served.runMillis(50);
        assertThat(right.last()).isInstanceOf(Packet.Data.class);
    }

    @Test
    void theLogNamesTheGuesserOnceAMinute() {
        var served = served(WhenFull.DROP);
        scan(served, 50);
        assertThat(alarms(served)).isEqualTo(1);
        served.run(Duration.ofMinutes(1));
        scan(served, 50);
        assertThat(alarms(served)).isEqualTo(2);
        assertThat(served.events(Refused.class)
                        .getLast()
                        .asked()
                        .peer()
                        .address()
                        .getAddress())
                .isEqualTo(SCANNER);
    }

    @Test
    void othersAreServedMeanwhile() {
        var served = served(WhenFull.DROP);
        scan(served, 50);
        var other = served.peer(3001).asks(rrq("SEP001122334455.cnf.xml"));
        served.runMillis(50);
        assertThat(other.last()).isInstanceOf(Packet.Data.class);
    }

    @Test
    void orTheGuesserIsToldAtOnce() {
        var served = served(WhenFull.REFUSE);
        scan(served, 5);
        var next = served.peer(SCANNER, 6000).asks(rrq("none"));
        served.runMillis(50);
        assertThat(next.packets()).containsExactly(error(ErrorCode.NOT_DEFINED, "Too many requests"));
    }

    @Test
    void namesThatAreThereAreNoMisses() {
        var served = served(WhenFull.DROP);
        for (int i = 0; i < 50; i++) {
            var peer = served.peer(4000 + i).asks(rrq("SEP001122334455.cnf.xml"));
            served.runMillis(50);
            assertThat(peer.last()).isInstanceOf(Packet.Data.class);
        }
    }

    @Test
    void withoutALimitEveryMissIsAnswered() {
        var served = Served.plain();
        for (int i = 0; i < 200; i++) {
            var peer = served.peer(SCANNER, 5000 + i).asks(rrq("none" + i));
            served.runMillis(21);
            assertThat(peer.packets()).containsExactly(error(ErrorCode.FILE_NOT_FOUND, "File not found"));
        }
    }

    private static Served served(WhenFull whenFull) {
        return Served.with(b -> b.missesPerAddress(5).whenFull(whenFull)).file("SEP001122334455.cnf.xml", 100);
    }

    /// Each from a port of its own.
    private void scan(Served served, int names) {
        for (int i = 0; i < names; i++) {
            served.peer(SCANNER, port++).asks(rrq("SEP00112233%04x.cnf.xml".formatted(i)));
            served.runMillis(25);
        }
    }

    private static long alarms(Served served) {
        return served.events(Refused.class).stream()
                .filter(e -> e.refusal().remedy().contains("--misses-per-address"))
                .count();
    }
}
