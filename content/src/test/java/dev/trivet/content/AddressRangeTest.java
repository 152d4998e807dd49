package dev.trivet.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0, true",
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 2001:db8::1, true",
        "::/0, 203.0.113.9, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, ::1, true",
        "::1, ::2, false",
    })
    void containsTheAddressesThatShareItsPrefix(String cidr, String address, boolean contained) {
        assertThat(AddressRange.parse(cidr).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(contained);
    }

    @Test
    void anIpv4AddressIsFoundInItsRangeAlsoWhenItArrivedMappedIntoIpv6() {
        assertThat(AddressRange.parse("10.0.0.0/8").contains(InetAddress.ofLiteral("::ffff:10.1.2.3")))
                .isTrue();
    }

    @Test
    void aSingleAddressIsARangeOfOne() {
        assertThat(AddressRange.parse("192.0.2.7")).isEqualTo(AddressRange.parse("192.0.2.7/32"));
        assertThat(AddressRange.parse("::1")).isEqualTo(AddressRange.parse("::1/128"));
    }

    @Test
    void bitsBehindThePrefixAreRefusedAndTheRangeIsSuggested() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.parse("10.0.0.5/8"))
                .withMessageContaining("10.0.0.0/8");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "10.0.0.0/x",
        "::/129",
        "10/8",
        "10.1",
        "10.0.0.256",
        "example.org",
        "''",
        "/8",
        "1:2/16",
    })
    void whatIsNoRangeIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.parse(text));
    }
}
