package dev.trivet.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Windows of 10 blocks of 1000 octets on the wire; rates in octets a second.
@DisplayName("Pace")
class PaceTest {
    private static final double MEGA = 1e6;
    private static final Offset<Double> CLOSE = within(1.0);
    private final Pace pace = new Pace(10, 1000 - Pace.HEADERS);

    /// A tail was dropped, and a trial showed this rate.
    private void pacedAt(double rate) {
        pace.tailDropped(4);
        pace.takeTrial();
        pace.delivered(rate, 1);
        pace.adoptTrial();
    }

    private void flightsAnsweredEarly(int count) {
        for (int i = 0; i < count; i++) {
            pace.answered(false, false);
            pace.lost();
        }
    }

    @Test
    void withoutADroppedTailThereIsNone() {
        for (int i = 0; i < 50; i++) {
            pace.delivered(MEGA, 1);
            flightsAnsweredEarly(1);
        }
        assertThat(pace.nextFlight(false)).isEqualTo(Pace.UNPACED);
    }

    @Test
    void aDroppedTailAsksForATrialOfHalfOfWhatCameThrough() {
        pace.tailDropped(9);
        assertThat(pace.takeTrial()).isEqualTo(4);
        assertThat(pace.takeTrial()).isZero();
        pace.tailDropped(1);
        assertThat(pace.takeTrial()).isEqualTo(2);
    }

    @Test
    void flightsGoATenthFasterThanTheBestOfTheLastEight() {
        pacedAt(MEGA);
        assertThat(pace.nextFlight(false)).isCloseTo(1.1 * MEGA, CLOSE);
        pace.delivered(2 * MEGA, 1);
        for (int i = 0; i < 7; i++) pace.delivered(MEGA / 2, 1);
        assertThat(pace.nextFlight(false)).isCloseTo(2.2 * MEGA, CLOSE);
        pace.delivered(MEGA / 2, 1);
        assertThat(pace.nextFlight(false)).isCloseTo(0.55 * MEGA, CLOSE);
    }

    @Test
    void oneFlightInEightGoesAQuarterFasterAndLessOftenWhenThatFails() {
        pacedAt(MEGA);
        assertThat(flightsToTheNextRaise()).isEqualTo(8);
        assertThat(flightsToTheNextRaise()).isEqualTo(8);
        pace.lost();
        assertThat(flightsToTheNextRaise()).isEqualTo(16);
    }

    private int flightsToTheNextRaise() {
        for (int flight = 1; flight < 100; flight++) if (pace.nextFlight(false) > 1.2 * pace.best()) return flight;
        return 100;
    }

    @Test
    void anotherDroppedTailBacksOffUnlessTheFlightWasRaised() {
        pacedAt(MEGA);
        pace.nextFlight(false);
        pace.tailDropped(4);
        assertThat(pace.best()).isCloseTo(0.85 * MEGA, CLOSE);
        flightsToTheNextRaise();
        pace.tailDropped(4);
        assertThat(pace.best()).isCloseTo(0.85 * MEGA, CLOSE);
    }

    @Test
    void afterALostBlockItIsATenthSlowerAndSoAfterEachOneMoreUpToFour() {
        pacedAt(MEGA);
        flightsAnsweredEarly(1);
        assertThat(pace.nextFlight(false)).isCloseTo(0.9 * MEGA, CLOSE);
        flightsAnsweredEarly(1);
        assertThat(pace.nextFlight(false)).isCloseTo(0.81 * MEGA, CLOSE);
        flightsAnsweredEarly(2);
        assertThat(pace.nextFlight(false)).isCloseTo(0.6561 * MEGA, CLOSE);
        flightsAnsweredEarly(1);
        assertThat(pace.nextFlight(false)).as("by chance").isCloseTo(1.1 * MEGA, CLOSE);
        flightsAnsweredEarly(1);
        pace.answered(true, false);
        flightsAnsweredEarly(1);
        assertThat(pace.nextFlight(false)).isCloseTo(0.9 * 0.7 * MEGA, CLOSE);
    }

    @Test
    void whileWholeWindowsGetThroughOneThatDoesNotIsForgiven() {
        pace.answered(true, false);
        pace.tailDropped(4);
        assertThat(pace.takeTrial()).isZero();
        pace.tailDropped(4);
        assertThat(pace.takeTrial()).isEqualTo(2);
    }

    @Test
    void aWindowThatNeededAQuestionHasNotGotThrough() {
        pace.answered(true, true);
        pace.tailDropped(10);
        assertThat(pace.takeTrial()).isEqualTo(5);
    }

    @Test
    void threeQuartersOfWhatCameThroughAtOnceMayFollowALateWakeUp() {
        pace.tailDropped(8);
        assertThat(pace.burst()).isEqualTo(6);
    }

    @Test
    void ofAReceiverThatAnswersNoQuestionTheRepeatShowsIt() {
        pace.silent(1, 10_000, 0.010);
        assertThat(pace.burst()).isEqualTo(4);
        pace.gapFound(8);
        assertThat(pace.burst()).isEqualTo(6);
        pace.gapFound(2);
        assertThat(pace.burst()).isEqualTo(6);
    }

    @Test
    void sixEarlyAnswersLowerTheRate() {
        pacedAt(MEGA);
        flightsAnsweredEarly(5);
        assertThat(pace.best()).isCloseTo(MEGA, CLOSE);
        flightsAnsweredEarly(1);
        assertThat(pace.best()).isCloseTo(0.7 * MEGA, CLOSE);
    }

    @Test
    void aFullAnswerShowsThatLoweringHelped() {
        pacedAt(MEGA);
        flightsAnsweredEarly(6);
        pace.answered(true, false);
        flightsAnsweredEarly(6);
        pace.answered(true, false);
        flightsAnsweredEarly(6);
        assertThat(pace.best()).isCloseTo(0.343 * MEGA, CLOSE);
    }

    @Test
    void whereLoweringDoesNotHelpTheRateWasNotToBlame() {
        pacedAt(MEGA);
        flightsAnsweredEarly(12);
        assertThat(pace.best()).isCloseTo(0.49 * MEGA, CLOSE);
        flightsAnsweredEarly(6);
        assertThat(pace.best()).isCloseTo(MEGA, CLOSE);
        flightsAnsweredEarly(11);
        assertThat(pace.best()).isCloseTo(MEGA, CLOSE);
        flightsAnsweredEarly(1);
        assertThat(pace.best()).isCloseTo(0.7 * MEGA, CLOSE);
    }

    @Test
    void oneSilenceOrTwoAreNotTheFaultOfARateThatCarriedFlights() {
        pacedAt(MEGA);
        pace.silent(1, 10_000, 0.001);
        pace.silent(2, 10_000, 0.001);
        assertThat(pace.nextFlight(true)).isCloseTo(MEGA, CLOSE);
        pace.silent(3, 10_000, 0.001);
        assertThat(pace.nextFlight(true)).isCloseTo(MEGA / 2, CLOSE);
    }

    @Test
    void aGuessIsDoubledAsLongAsThePathKeepsUp() {
        pace.silent(1, 10_000, 0.010);
        assertThat(pace.nextFlight(false)).isCloseTo(0.5 * MEGA, CLOSE);
        pace.delivered(0.5 * MEGA, 1);
        assertThat(pace.nextFlight(false)).isCloseTo(MEGA, CLOSE);
        pace.delivered(MEGA, 1);
        assertThat(pace.nextFlight(false)).isCloseTo(2 * MEGA, CLOSE);
        pace.delivered(1.2 * MEGA, 1);
        assertThat(pace.nextFlight(false)).isCloseTo(1.32 * MEGA, CLOSE);
    }

    @Test
    void noWindowTakesLongerThanHalfASecond() {
        for (int tries = 1; tries < 100; tries++) pace.silent(tries, 10_000, 1);
        assertThat(pace.nextFlight(true)).isCloseTo(20_000, CLOSE);
        pace.delivered(10_000, 30);
        assertThat(pace.best()).isCloseTo(20_000, CLOSE);
    }
}
