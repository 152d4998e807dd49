package dev.trivet.engine.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.linux.Endpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Trains of datagrams leave")
class LinuxRouteTest {
    private static final Endpoint HERE = Endpoint.of(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 2_000));
    private static final int WINDOW = 64;

    private final LinuxRoute route = new LinuxRoute(HERE, HERE, 0);

    @Test
    void whileTheTransferMovesOn() {
        assertThat(LongStream.range(0, 1_000).allMatch(i -> route.mayTrain(1 + i * WINDOW)))
                .isTrue();
    }

    @Test
    void afterLossesByChanceToo() {
        var random = new Random(1);
        long first = 1;
        for (int i = 0; i < 10_000; i++) {
            assertThat(route.mayTrain(first))
                    .as("window %d from block %d", i, first)
                    .isTrue();
            first += random.nextInt(WINDOW + 1);
        }
    }

    @Test
    void noLongerWhereNoneGetsThrough() {
        assertThat(LongStream.range(0, 10).filter(i -> route.mayTrain(1)).count())
                .isEqualTo(3);
    }

    @Test
    void noLongerWhereOnlySingleBlocksGetThrough() {
        assertThat(LongStream.range(1, 100).filter(route::mayTrain).count()).isEqualTo(99);
        int sent = 0;
        for (long base = 100; base < 120; base++) {
            if (route.mayTrain(base)) sent++;
            if (route.mayTrain(base + 32)) sent++;
        }
        assertThat(sent).isLessThan(10);
    }

    @Test
    void againForTheNextTransfer() {
        route.mayTrain(1);
        route.mayTrain(1);
        route.anew();
        assertThat(route.mayTrain(1)).isTrue();
        assertThat(route.mayTrain(1)).isTrue();
        route.noTrains();
        assertThat(route.mayTrain(65)).isFalse();
        route.anew();
        assertThat(route.mayTrain(1)).isTrue();
    }
}
