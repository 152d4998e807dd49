package dev.trivet.negotiation;

import static dev.trivet.negotiation.Asking.answer;
import static dev.trivet.negotiation.Asking.limits;
import static dev.trivet.negotiation.Asking.line;
import static dev.trivet.negotiation.Asking.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.trivet.wire.Options;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 7440 TFTP windowsize option")
class Rfc7440Test {

    @ParameterizedTest
    @CsvSource({"1, 32, 1", "8, 32, 8", "64, 32, 32", "65535, 32, 32", "32767, 32767, 32767", "65535, 32767, 32767"})
    void theWindowGrantedIsTheOneAskedOrTheLimit(int asked, int limit, int granted) {
        var agreement = answer(read("windowsize=" + asked), limits(65_464, limit, Long.MAX_VALUE));
        assertThat(line(agreement.acknowledged())).isEqualTo("windowsize=" + granted);
        assertThat(agreement.terms().windowSize()).isEqualTo(new WindowSize(granted));
    }

    @ParameterizedTest
    @CsvSource({
        "windowsize=64, windowsize=8", // 4096 octets in blocks of 512
        "windowsize=64 blksize=1024, windowsize=4 blksize=1024",
        "blksize=1024 windowsize=64, blksize=1024 windowsize=4",
        "windowsize=64 blksize2=1200, windowsize=4 blksize2=1024",
        "blksize=65464 windowsize=64, blksize=5000 windowsize=1",
        "blksize=7 windowsize=64, windowsize=8"
    })
    void theOctetsOfAWindowAreLimitedWhereverTheBlockSizeStands(String asked, String answered) {
        assertThat(line(answer(read(asked), limits(5000, 64, 4096)).acknowledged()))
                .isEqualTo(answered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "many"})
    void aWindowOutOfRangeIsLeftOut(String asked) {
        assertThat(answer(read("windowsize=" + asked))).isEqualTo(new Agreement(Terms.PLAIN, Options.NONE));
    }

    @Test
    void aWindowThatSixteenBitsCannotTellApartCannotBeMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WindowSize(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new WindowSize(32_768));
    }
}
