package dev.trivet.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A block each 100 ns, bursts of ten.
@DisplayName("Trains of a paced flight")
class BucketTest {
    private final Bucket bucket = new Bucket();

    private void emptyPath(long now) {
        bucket.pace(0.01, 10, true, now);
    }

    @Test
    void intoAnEmptyPathAPartOfABurstGoesAtOnce() {
        emptyPath(0);
        assertThat(bucket.available(0)).isEqualTo(4);
    }

    @Test
    void thenBlocksFollowAtThePace() {
        emptyPath(0);
        bucket.spent(4);
        assertThat(bucket.readyAt(3)).isEqualTo(300);
        assertThat(bucket.available(299)).isEqualTo(2);
        assertThat(bucket.available(300)).isEqualTo(3);
    }

    @Test
    void aLateWakeUpIsCaughtUpWithByABurstAtMost() {
        emptyPath(0);
        bucket.spent(4);
        assertThat(bucket.available(700)).isEqualTo(7);
        assertThat(bucket.available(100_000)).isEqualTo(10);
    }

    @Test
    void whereBlocksAreUnderWayTheNextFlightGoesOnAtThePace() {
        emptyPath(0);
        bucket.spent(4);
        bucket.pace(0.02, 10, false, 100);
        assertThat(bucket.available(100)).isEqualTo(1);
        assertThat(bucket.available(150)).isEqualTo(2);
    }

    @Test
    void aTrainLongerThanABurstIsABurst() {
        emptyPath(0);
        bucket.spent(4);
        assertThat(bucket.readyAt(64)).isEqualTo(1000);
    }
}
