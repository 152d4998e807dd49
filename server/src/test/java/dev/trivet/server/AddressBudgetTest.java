package dev.trivet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Limits for each client address")
class AddressBudgetTest {
    private static final long SECOND = 1_000_000_000;
    private static final Limit NONE = new Limit(OptionalLong.empty(), "a test");

    /// The clock's origin is arbitrary.
    @ParameterizedTest
    @ValueSource(longs = {0, 1, -5_000_000_000_000L, Long.MAX_VALUE - 5_000})
    void eachSecondHasItsRequests(long origin) {
        var budget = new AddressBudget();
        var two = limit(2);
        for (int second = 0; second < 3; second++) {
            long now = origin + second * SECOND;
            assertThat(budget.request(Served.CLIENT, now, two)).isTrue();
            assertThat(budget.request(Served.CLIENT, now + SECOND / 2, two)).isTrue();
            assertThat(budget.request(Served.CLIENT, now + SECOND - 1, two)).isFalse();
        }
    }

    @Test
    void floodOfAddressesIsForgottenAndTakesNoMoreThanTheTableHolds() throws UnknownHostException {
        var budget = new AddressBudget();
        assertThat(budget.begin(Served.CLIENT, 0, limit(1))).isTrue();
        for (int i = 0; i < 200_000; i++)
            budget.request(
                    InetAddress.getByAddress(new byte[] {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i}),
                    i,
                    limit(1));
        assertThat(budget.size()).isLessThanOrEqualTo(AddressBudget.MOST + 1);
        assertThat(budget.begin(Served.CLIENT, 200_000, limit(1)))
                .as("its transfer still counts")
                .isFalse();
    }

    @Test
    void transfersCountAlsoWhileTheyHaveNoLimit() {
        var budget = new AddressBudget();
        budget.begin(Served.CLIENT, 0, NONE);
        budget.begin(Served.CLIENT, 0, NONE);
        assertThat(budget.begin(Served.CLIENT, 0, limit(2))).isFalse();
        budget.end(Served.CLIENT);
        assertThat(budget.begin(Served.CLIENT, 0, limit(2))).isTrue();
    }

    @Test
    void addressWithoutTransfersAndLimitsIsForgotten() {
        var budget = new AddressBudget();
        budget.begin(Served.CLIENT, 0, NONE);
        budget.end(Served.CLIENT);
        assertThat(budget.size()).isZero();
    }

    @Test
    void addressesOfOneIpv6NetworkHaveTogetherWhat256Have() throws UnknownHostException {
        var budget = new AddressBudget();
        int served = 0;
        for (int i = 0; i < 10_000; i++) if (budget.begin(inNetwork(1, i), 0, limit(2))) served++;
        assertThat(served).isEqualTo(2 * AddressBudget.ADDRESSES_OF_A_NETWORK);
        assertThat(budget.begin(inNetwork(2, 0), 0, limit(2)))
                .as("another network")
                .isTrue();
        budget.end(inNetwork(1, 0));
        assertThat(budget.begin(inNetwork(1, 9_999), 0, limit(2))).isTrue();
    }

    @Test
    void requestsAndMissesOfAnIpv6NetworkAreCountedTogetherToo() throws UnknownHostException {
        var budget = new AddressBudget();
        for (int i = 0; i < AddressBudget.ADDRESSES_OF_A_NETWORK; i++) {
            assertThat(budget.request(inNetwork(1, i), 0, limit(1))).isTrue();
            budget.missed(inNetwork(1, i), 0, limit(1));
        }
        assertThat(budget.request(inNetwork(1, 5_000), 0, limit(1))).isFalse();
        assertThat(budget.misses(inNetwork(1, 5_000), 0, limit(1))).isEqualTo(AddressBudget.Misses.JUST_TOO_MANY);
        assertThat(budget.misses(inNetwork(1, 5_001), 0, limit(1))).isEqualTo(AddressBudget.Misses.TOO_MANY);
        assertThat(budget.misses(inNetwork(2, 0), 0, limit(1))).isEqualTo(AddressBudget.Misses.FEW);
    }

    private static InetAddress inNetwork(int network, int host) throws UnknownHostException {
        var octets = ByteBuffer.allocate(16)
                .putInt(0x20010db8)
                .putInt(network)
                .putInt(0)
                .putInt(host);
        return InetAddress.getByAddress(octets.array());
    }

    private static Limit limit(long most) {
        return new Limit(OptionalLong.of(most), "a test");
    }
}
