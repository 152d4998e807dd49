package dev.trivet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The way to a server is looked up once for transfers that begin in the same second")
class WaysTest {
    private static final Way WAY = new Way(InetAddress.ofLiteral("192.0.2.10"), 1500);

    private final List<String> searches = new ArrayList<>();
    private long now = Long.MAX_VALUE - 1; // such a clock may wrap around
    private final Ways ways = new Ways(this::search, () -> now);

    @Test
    void oneSearchServesAllPortsOfAnAddress() throws IOException {
        for (int port = 1; port < 100; port++)
            assertThat(ways.to(at("192.0.2.1", port))).isEqualTo(WAY);
        assertThat(searches).containsExactly("192.0.2.1");
    }

    @Test
    void afterASecondItIsLookedUpAnew() throws IOException {
        ways.to(at("192.0.2.1", 69));
        now += Duration.ofSeconds(1).toNanos();
        ways.to(at("192.0.2.1", 69));
        assertThat(searches).hasSize(2);
    }

    @Test
    void theSameAddressInAnotherZoneIsAnotherServer() throws IOException {
        ways.to(at("fe80::1%1", 69));
        ways.to(at("fe80::1%2", 69));
        assertThat(searches).hasSize(2);
    }

    @Test
    void whereThereIsNoWayThatIsNotRemembered() throws IOException {
        assertThatThrownBy(() -> ways.to(at("203.0.113.1", 69))).isInstanceOf(NoRouteToHostException.class);
        assertThatThrownBy(() -> ways.to(at("203.0.113.1", 69))).isInstanceOf(NoRouteToHostException.class);
        assertThat(searches).hasSize(2);
    }

    @Test
    void manyServersUseNoMoreMemoryThanSome() throws IOException {
        for (int i = 0; i < 1_000; i++) ways.to(at("10.0." + i / 256 + "." + i % 256, 69));
        searches.clear();
        ways.to(at("10.0.0.0", 69));
        assertThat(searches).as("forgotten").hasSize(1);
    }

    private Way search(InetSocketAddress server) throws IOException {
        var address = server.getAddress().getHostAddress();
        searches.add(address);
        if (address.startsWith("203.")) throw new NoRouteToHostException();
        return WAY;
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }
}
