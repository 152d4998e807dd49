package dev.trivet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.explain.Situation;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.Malformed.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorTextsTest {
    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, 1, File not found",
        "NO_DIRECTORY, 1, File not found",
        "NOT_READABLE, 0, Permission denied",
        "NOT_REGULAR, 0, Is a directory",
        "NAME_PART_TOO_LONG, 0, File name too long",
        "NOT_WORLD_READABLE, 2, File must have global read permissions",
        "NOT_WORLD_WRITABLE, 2, File must have global write permissions",
        "WRITES_OFF, 2, Access denied",
        "DISK_FULL, 3, Disk full or allocation exceeded",
    })
    void aClientReadsTheCodesAndTextsOfTftpdHpa(Situation situation, int code, String text) {
        var told = ErrorTexts.TFTPD_HPA.worded(refusal(situation));
        assertThat(told.code().value()).isEqualTo(code);
        assertThat(told.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_TERMINATED, Request not null-terminated",
        "MISSING_MODE, Missing mode",
        "EMPTY_FILENAME, Missing mode",
        "MAIL_MODE, Unknown mode",
        "UNKNOWN_MODE, Unknown mode",
    })
    void soItDoesWhereTheRequestIsBroken(Reason reason, String text) {
        var told = ErrorTexts.TFTPD_HPA.worded(Refusals.malformed(reason));
        assertThat(told.code().value()).isEqualTo(4);
        assertThat(told.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource(Situation.class)
    void theLogsCauseAndRemedyStayAndWordingTwiceIsWordingOnce(Situation situation) {
        var meant = refusal(situation);
        var told = ErrorTexts.TFTPD_HPA.worded(meant);
        assertThat(told.explanation()).isEqualTo(meant.explanation());
        assertThat(ErrorTexts.TFTPD_HPA.worded(told)).isEqualTo(told);
    }

    @Test
    void ourOwnTextsStayAsTheyAre() {
        var meant = refusal(Situation.NOT_READABLE);
        assertThat(ErrorTexts.TRIVET.worded(meant)).isSameAs(meant);
    }

    private static Refusal refusal(Situation situation) {
        return Refusal.of(situation, situation.holes().toArray());
    }
}
