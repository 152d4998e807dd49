package dev.trivet.negotiation;

import static dev.trivet.negotiation.Asking.answer;
import static dev.trivet.negotiation.Asking.line;
import static dev.trivet.negotiation.Asking.read;
import static dev.trivet.negotiation.Asking.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.wire.Options;
import dev.trivet.wire.Rollover;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 2349 timeout interval and transfer size options, and tftpd-hpa's utimeout and rollover")
class Rfc2349Test {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 255})
    void theTimeoutIsGrantedExactlyAsAsked(int seconds) {
        var agreement = answer(read("timeout=" + seconds));
        assertThat(line(agreement.acknowledged())).isEqualTo("timeout=" + seconds);
        assertThat(agreement.terms().timeout()).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 1_000_001, 255_000_000})
    void theTimeoutInMicrosecondsIsGrantedExactlyAsAsked(int micros) {
        var agreement = answer(read("utimeout=" + micros));
        assertThat(line(agreement.acknowledged())).isEqualTo("utimeout=" + micros);
        assertThat(agreement.terms().timeout()).contains(Duration.ofNanos(micros * 1000L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout=0", "timeout=256", "utimeout=9999", "utimeout=255000001"})
    void aTimeoutOutOfRangeIsLeftOut(String asked) {
        assertThat(answer(read(asked))).isEqualTo(new Agreement(Terms.PLAIN, Options.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "timeout=2 utimeout=50000, timeout=2, 2000",
        "utimeout=50000 timeout=2, utimeout=50000, 50",
        "utimeout=1 timeout=2, timeout=2, 2000"
    })
    void ofTheTwoTimeoutsTheFirstAcceptableCounts(String asked, String answered, long millis) {
        var agreement = answer(read(asked));
        assertThat(line(agreement.acknowledged())).isEqualTo(answered);
        assertThat(agreement.terms().timeout()).contains(Duration.ofMillis(millis));
    }

    @Test
    void aReadIsToldTheSize() {
        var agreement = Negotiation.answer(read("tsize=0"), Limits.NONE, OptionalLong.of(5_000_000_000L));
        assertThat(line(agreement.acknowledged())).isEqualTo("tsize=5000000000");
        assertThat(agreement.terms().transferSize()).hasValue(5_000_000_000L);
    }

    @Test
    void aReadIsNotToldASizeThatIsUnknownOrThatOfAnEmptyFile() {
        var plain = new Agreement(Terms.PLAIN, Options.NONE);
        assertThat(Negotiation.answer(read("tsize=0"), Limits.NONE, OptionalLong.empty()))
                .isEqualTo(plain);
        assertThat(Negotiation.answer(read("tsize=0"), Limits.NONE, OptionalLong.of(0)))
                .isEqualTo(plain);
    }

    @Test
    void aReadThatDoesNotAskIsNotTold() {
        assertThat(Negotiation.answer(read(""), Limits.NONE, OptionalLong.of(9)))
                .isEqualTo(new Agreement(Terms.PLAIN, Options.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "9223372036854775807"})
    void aWriteHearsItsOwnSizeAgain(String octets) {
        var agreement = answer(write("tsize=" + octets));
        assertThat(line(agreement.acknowledged())).isEqualTo("tsize=" + octets);
        assertThat(agreement.terms().transferSize()).hasValue(Long.parseLong(octets));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "unknown", "9223372036854775808", "9999999999999999999"})
    void aSizeThatIsNoNumberIsLeftOut(String octets) {
        assertThat(answer(write("tsize=" + octets)).acknowledged()).isEqualTo(Options.NONE);
        assertThat(Negotiation.answer(read("tsize=" + octets), Limits.NONE, OptionalLong.of(9))
                        .acknowledged())
                .isEqualTo(Options.NONE);
    }

    @Test
    void theRolloverIsZeroOrOne() {
        assertThat(answer(read("rollover=1")).terms().rollover()).isEqualTo(Rollover.TO_ONE);
        assertThat(line(answer(read("rollover=1")).acknowledged())).isEqualTo("rollover=1");
        assertThat(answer(read("rollover=0")).terms().rollover()).isEqualTo(Rollover.TO_ZERO);
        assertThat(line(answer(read("rollover=0")).acknowledged())).isEqualTo("rollover=0");
        assertThat(answer(read("rollover=2")).acknowledged()).isEqualTo(Options.NONE);
    }
}
