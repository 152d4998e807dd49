package dev.trivet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.explain.Situation;
import java.net.InetAddress;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Hints are few, and remembering them takes little")
class HintBoundsTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MINUTE = 60 * SECOND;

    private final ToldHints told = new ToldHints();
    private final BootLoops loops = new BootLoops();

    private static InetAddress client(int number) {
        return InetAddress.ofLiteral("10.0." + number / 256 + "." + number % 256);
    }

    @Test
    void aClientIsToldOfOnceInAnHourForEachSituation() {
        assertThat(told.mayTell(client(1), Situation.LOCK_STEP, 0)).isTrue();
        assertThat(told.mayTell(client(1), Situation.LOCK_STEP, 59 * MINUTE)).isFalse();
        assertThat(told.mayTell(client(1), Situation.BOOT_LOOP, 59 * MINUTE)).isTrue();
        assertThat(told.mayTell(client(2), Situation.LOCK_STEP, 59 * MINUTE)).isTrue();
        assertThat(told.mayTell(client(1), Situation.LOCK_STEP, 60 * MINUTE)).isTrue();
    }

    @Test
    void aThousandClientsGetTwentyHintsAMinute() {
        assertThat(hintsFor(1000, 0)).isEqualTo(ToldHints.MOST_A_MINUTE);
        assertThat(hintsFor(1000, MINUTE)).isEqualTo(ToldHints.MOST_A_MINUTE);
    }

    private long hintsFor(int clients, long now) {
        return IntStream.range(0, clients)
                .filter(each -> told.mayTell(client(each), Situation.LOCK_STEP, now))
                .count();
    }

    @Test
    void whatWasToldIsForgottenBeforeItGrows() {
        for (int i = 0; i < 2 * ToldHints.MOST; i++)
            told.mayTell(client(i), Situation.LOCK_STEP, i / ToldHints.MOST_A_MINUTE * MINUTE);
        assertThat(told.size()).isEqualTo(ToldHints.MOST);
    }

    @Test
    void oneFileFiveTimesInARowIsABootLoopOnce() {
        for (int i = 1; i < BootLoops.TIMES; i++)
            assertThat(loops.fetched(client(1), "pxelinux.0", i * MINUTE)).isEmpty();
        assertThat(loops.fetched(client(1), "pxelinux.0", 5 * MINUTE)).hasValue(BootLoops.TIMES);
        assertThat(loops.fetched(client(1), "pxelinux.0", 6 * MINUTE)).isEmpty();
    }

    @Test
    void anotherFileInBetweenIsProgress() {
        for (int i = 0; i < 20; i++) {
            assertThat(loops.fetched(client(1), "pxelinux.0", i * MINUTE)).isEmpty();
            assertThat(loops.fetched(client(1), "menu", i * MINUTE)).isEmpty();
        }
    }

    @Test
    void whoComesBackLaterThanTenMinutesDoesNotLoop() {
        for (int i = 0; i < 20; i++)
            assertThat(loops.fetched(client(1), "SEP001122334455.cnf.xml", i * 10 * MINUTE))
                    .isEmpty();
    }

    @Test
    void clientsAreForgottenBeforeTheyAreTooMany() {
        for (int i = 0; i < 2 * BootLoops.MOST; i++) loops.fetched(client(i), "a", 0);
        assertThat(loops.clients()).isEqualTo(BootLoops.MOST);
    }
}
