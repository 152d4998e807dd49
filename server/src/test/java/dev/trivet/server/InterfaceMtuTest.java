package dev.trivet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterfaceMtuTest {
    private static final long SECOND = 1_000_000_000;
    private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.1");

    private final List<InetAddress> asked = new ArrayList<>();
    private long now = -5 * SECOND;
    private int octets = 1500;
    private final InterfaceMtu mtu = new InterfaceMtu(this::ask, () -> now);

    private int ask(InetAddress local) {
        asked.add(local);
        return octets;
    }

    @Test
    void anAnswerHoldsForASecond() {
        assertThat(mtu.of(ADDRESS)).isEqualTo(1500);
        octets = 9000;
        now += SECOND - 1;
        assertThat(mtu.of(ADDRESS)).isEqualTo(1500);
        assertThat(asked).hasSize(1);
    }

    @Test
    void anInterfaceThatWasSetToAnotherMtuIsAskedAgain() {
        mtu.of(ADDRESS);
        octets = 1400;
        now += SECOND;
        assertThat(mtu.of(ADDRESS)).isEqualTo(1400);
    }

    @Test
    void theSameLinkLocalAddressOnAnotherInterfaceIsAskedForItself() throws UnknownHostException {
        byte[] linkLocal = InetAddress.ofLiteral("fe80::1").getAddress();
        mtu.of(Inet6Address.getByAddress(null, linkLocal, 2));
        octets = 9000;
        assertThat(mtu.of(Inet6Address.getByAddress(null, linkLocal, 3))).isEqualTo(9000);
    }

    @Test
    void addressesThatAreGoneAreForgotten() {
        for (int host = 0; host < 3000; host++)
            mtu.of(InetAddress.ofLiteral("2001:db8::" + Integer.toHexString(host + 1)));
        asked.clear();
        mtu.of(InetAddress.ofLiteral("2001:db8::1"));
        assertThat(asked).hasSize(1);
    }
}
