package dev.trivet.negotiation;

import static dev.trivet.negotiation.Asking.answer;
import static dev.trivet.negotiation.Asking.limits;
import static dev.trivet.negotiation.Asking.line;
import static dev.trivet.negotiation.Asking.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 2348 TFTP blocksize option, and tftpd-hpa's blksize2")
class Rfc2348Test {

    @ParameterizedTest
    @CsvSource({
        "8, 65464, 8",
        "512, 65464, 512",
        "1468, 1468, 1468",
        "1469, 1468, 1468",
        "65464, 1468, 1468",
        "65464, 65464, 65464",
        "100, 1468, 100"
    })
    void theSizeGrantedIsTheOneAskedOrTheLimit(int asked, int limit, int granted) {
        var agreement = answer(read("blksize=" + asked), limits(limit, 1, 1));
        assertThat(line(agreement.acknowledged())).isEqualTo("blksize=" + granted);
        assertThat(agreement.terms().blockSize()).isEqualTo(new BlockSize(granted));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "65465", "65535", "65536", "4294967808"})
    void aSizeOutOfRangeIsLeftOut(String asked) {
        var agreement = answer(read("blksize=" + asked + " timeout=1"));
        assertThat(line(agreement.acknowledged())).isEqualTo("timeout=1");
        assertThat(agreement.terms().blockSize()).isEqualTo(BlockSize.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "8, 65464, 8",
        "9, 65464, 8",
        "1432, 65464, 1024",
        "2048, 1468, 1024",
        "1024, 1024, 1024",
        "65464, 65464, 32768",
        "100, 15, 8"
    })
    void blksize2IsRoundedDownToAPowerOfTwo(int asked, int limit, int granted) {
        var agreement = answer(read("blksize2=" + asked), limits(limit, 1, 1));
        assertThat(line(agreement.acknowledged())).isEqualTo("blksize2=" + granted);
        assertThat(agreement.terms().blockSize()).isEqualTo(new BlockSize(granted));
    }

    @ParameterizedTest
    @CsvSource({
        "blksize=1432 blksize2=2048, blksize=1432, 1432",
        "blksize2=2000 blksize=1432, blksize2=1024, 1024",
        "blksize=4 blksize2=2048, blksize2=2048, 2048",
        "blksize2=x blksize=1432, blksize=1432, 1432"
    })
    void ofTheTwoOptionsForOneThingTheFirstAcceptableCounts(String asked, String answered, int octets) {
        var agreement = answer(read(asked));
        assertThat(line(agreement.acknowledged())).isEqualTo(answered);
        assertThat(agreement.terms().blockSize().octets()).isEqualTo(octets);
    }

    @Test
    void aBlockSizeOutOfRangeCannotBeMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockSize(7));
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockSize(65_465));
    }
}
