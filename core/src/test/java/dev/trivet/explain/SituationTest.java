package dev.trivet.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.trivet.transfer.Refusal;
import dev.trivet.wire.ErrorCode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SituationTest {

    @Test
    void theHolesAreFilledInTheOrderInWhichTheyAreNamed() {
        assertThat(Situation.ADDRESS_NOT_ALLOWED.holes()).containsExactly("address", "flag");
        assertThat(Situation.ADDRESS_NOT_ALLOWED.explain("192.0.2.7", "--allow-read"))
                .isEqualTo(new Explanation(
                        Situation.ADDRESS_NOT_ALLOWED,
                        "192.0.2.7 is in no range of --allow-read",
                        "--allow-read 192.0.2.7 admits it"));
    }

    @Test
    void aRefusalTellsThePeerCodeAndTextAndTheOperatorTheRest() {
        assertThat(Refusal.of(Situation.ADDRESS_LIMIT, 4, "transfers", "--max-transfers-per-address"))
                .isEqualTo(new Refusal(
                        ErrorCode.NOT_DEFINED,
                        "Too many transfers",
                        "this address reached its limit of 4 transfers",
                        "raise --max-transfers-per-address, or look for a boot loop",
                        Situation.ADDRESS_LIMIT));
    }

    @Test
    void whatIsFilledInIsNeverTakenForAHole() {
        assertThat(Situation.RULE_FORBIDS_READ
                        .explain("{rule} $1 \\", "rule", "root")
                        .cause())
                .isEqualTo("{rule} $1 \\ may not be read: rule of root says read = false");
    }

    @Test
    void aValueTooFewIsAMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Situation.NOT_FOUND_NEAR.explain("a"))
                .withMessageContaining("[name, other]");
    }

    @ParameterizedTest
    @EnumSource
    void hasACauseAndARemedyWithoutHolesThatNobodyFills(Situation situation) {
        var told = situation.explanation();
        assertThat(told.cause()).isNotBlank().doesNotEndWith(".");
        assertThat(told.remedy()).isNotBlank().doesNotMatch(".*[^.]\\.");
        assertThat(situation.id()).matches("[a-z]+(-[a-z0-9]+)*");
        var values = Stream.generate(() -> "x").limit(situation.holes().size()).toArray();
        assertThat(situation.explain(values).cause() + situation.text(values)).doesNotContain("{", "}");
    }
}
