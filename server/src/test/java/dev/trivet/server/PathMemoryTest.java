package dev.trivet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The remembered smaller window")
class PathMemoryTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final PathMemory paths = new PathMemory();

    @Test
    void aClientWhosePathDropsTailsIsAgreedHalfTheWindowNextTimeAndNobodyElse() {
        assertThat(paths.window(Served.CLIENT, 64, 0)).isEqualTo(64);
        paths.learn(Served.CLIENT, 64, true, 0);
        assertThat(paths.window(Served.CLIENT, 64, 1)).isEqualTo(32);
        assertThat(paths.window(Served.address(11), 64, 1)).isEqualTo(64);
    }

    @Test
    void aCleanTransferDoublesItAgain() {
        paths.learn(Served.CLIENT, 64, true, 0);
        paths.learn(Served.CLIENT, 32, false, 1);
        assertThat(paths.window(Served.CLIENT, 64, 2)).isEqualTo(64);
    }

    @Test
    void aCleanTransferWithASmallerWindowProvesNothing() {
        paths.learn(Served.CLIENT, 64, true, 0);
        paths.learn(Served.CLIENT, 8, false, 1);
        assertThat(paths.window(Served.CLIENT, 64, 2)).isEqualTo(32);
    }

    @Test
    void itIsForgottenAfterTenMinutes() {
        paths.learn(Served.CLIENT, 64, true, 0);
        assertThat(paths.window(Served.CLIENT, 64, 9 * MINUTE)).isEqualTo(32);
        assertThat(paths.window(Served.CLIENT, 64, 11 * MINUTE)).isEqualTo(64);
    }
}
