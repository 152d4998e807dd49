package dev.trivet.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ipv6TextTest {
    @ParameterizedTest
    @CsvSource({
        "0:0:0:0:0:0:0:1, ::1",
        "0:0:0:0:0:0:0:0, ::",
        "2001:db8:0:0:0:0:0:7, 2001:db8::7",
        "2001:db8:0:0:1:0:0:0, 2001:db8:0:0:1::",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "10:20:0:0:30:0:0:40, 10:20::30:0:0:40",
        "fe80:0:0:0:1:2:3:4%eth0, fe80::1:2:3:4%eth0",
        "192.0.2.1, 192.0.2.1",
    })
    void theLongestRunOfZerosIsLeftOut(String address, String shortest) {
        assertThat(Ipv6Text.shortest(address)).isEqualTo(shortest);
    }
}
