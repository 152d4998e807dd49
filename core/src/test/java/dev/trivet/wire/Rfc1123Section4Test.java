package dev.trivet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 1123 §4.2.2.1 transfer modes")
class Rfc1123Section4Test {

    @ParameterizedTest
    @ValueSource(strings = {"mail", "MAIL", "Mail"})
    void modeMailIsRefusedByNameAndTheAnswerSaysWhatToUse(String mode) {
        assertThat(PacketCodec.decode(Octets.of("00 02", "user", "00", mode, "00")))
                .isInstanceOfSatisfying(Malformed.class, malformed -> {
                    assertThat(malformed.reason()).isEqualTo(Malformed.Reason.MAIL_MODE);
                    assertThat(malformed.reason().answered()).isTrue();
                    assertThat(malformed.reason().text()).contains("mail").contains("octet");
                });
    }
}
