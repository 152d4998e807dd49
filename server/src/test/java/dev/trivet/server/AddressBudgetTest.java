package dev.trivet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Limits for each client address")
class AddressBudgetTest {
    private static final long SECOND = 1_000_000_000;

    /// The clock's origin is arbitrary.
    @ParameterizedTest
    @ValueSource(longs = {0, 1, -5_000_000_000_000L, Long.MAX_VALUE - 5_000})
    void eachSecondHasItsRequests(long origin) {
        var budget = new AddressBudget(OptionalInt.of(2), OptionalInt.empty());
        for (int second = 0; second < 3; second++) {
            long now = origin + second * SECOND;
            assertThat(budget.request(Served.CLIENT, now)).isTrue();
            assertThat(budget.request(Served.CLIENT, now + SECOND / 2)).isTrue();
            assertThat(budget.request(Served.CLIENT, now + SECOND - 1)).isFalse();
        }
    }

    @Test
    void floodOfAddressesIsForgottenAndTakesNoMoreThanTheTableHolds() throws UnknownHostException {
        var budget = new AddressBudget(OptionalInt.of(1), OptionalInt.of(1));
        assertThat(budget.begin(Served.CLIENT, 0)).isTrue();
        for (int i = 0; i < 200_000; i++)
            budget.request(InetAddress.getByAddress(new byte[] {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i}), i);
        assertThat(budget.size()).isLessThanOrEqualTo(AddressBudget.MOST + 1);
        assertThat(budget.begin(Served.CLIENT, 200_000))
                .as("its transfer still counts")
                .isFalse();
    }
}
