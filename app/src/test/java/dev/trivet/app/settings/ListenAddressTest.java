package dev.trivet.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1:69, 192.0.2.1, 69",
        "[::1]:6969, ::1, 6969",
        "[2001:db8::7]:0, 2001:db8::7, 0",
        "0.0.0.0:65535, 0.0.0.0, 65535",
    })
    void anAddressAndAPort(String text, String address, int port) {
        assertThat(ListenAddress.parse(text))
                .isEqualTo(new ListenAddress(Optional.of(InetAddress.ofLiteral(address)), port));
    }

    @Test
    void aPortAloneIsEveryAddress() {
        var everywhere = ListenAddress.parse(":6969");
        assertThat(everywhere).isEqualTo(new ListenAddress(Optional.empty(), 6969));
        assertThat(everywhere.socketAddress().getAddress().isAnyLocalAddress()).isTrue();
        assertThat(everywhere.socketAddress().getPort()).isEqualTo(6969);
    }

    @Test
    void aHostNameIsLookedUp() {
        assertThat(ListenAddress.parse("localhost:6969")
                        .socketAddress()
                        .getAddress()
                        .isLoopbackAddress())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1:69", "':69'", "127.0.0.1:0"})
    void isWrittenAsItIsRead(String text) {
        assertThat(ListenAddress.parse(text)).hasToString(text);
    }

    @Test
    void ipv6IsWrittenInBrackets() {
        var address = ListenAddress.parse("[::1]:6969");
        assertThat(ListenAddress.parse(address.toString())).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({
        "6969, ':6969'",
        "192.0.2.1, 192.0.2.1:69",
        "[::1], '[::1]:69'",
        "::1:6969, brackets",
        "192.0.2.1:70000, 0 to 65535",
        "192.0.2.1:-1, 0 to 65535",
        "192.0.2.1:, 0 to 65535",
        "10.1:69, not an IP address",
        "[localhost]:69, not an IP address",
        "[]:69, not an IP address",
        "no.such.host.invalid:69, no.such.host.invalid",
    })
    void aMistakeIsAnsweredWithWhatIsMissing(String text, String hint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ListenAddress.parse(text))
                .withMessageContaining(hint);
    }
}
