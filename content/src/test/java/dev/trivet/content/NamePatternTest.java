package dev.trivet.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Patterns of names")
class NamePatternTest {

    @ParameterizedTest
    @CsvSource({
        "r1-confg, r1-confg, true",
        "*-confg, r1-confg, true",
        "*-confg, a/b/r1-confg, true",
        "*-confg, r1-confg/x, false",
        "/*-confg, r1-confg, true",
        "/*-confg, a/r1-confg, false",
        "a/*, a/b, true",
        "a/*, a/b/c, false",
        "a/**, a/b/c, true",
        "**/c, a/b/c, true",
        "**, a/b/c, true",
        "*, a/b/c, true",
        "r?, r1, true",
        "a?b, a/b, false",
        "r?, r, false",
        "*a*b*c, xaxbxbxc, true",
        "*a*b*c, xaxcxb, false",
        "[x]{y}, '[x]{y}', true",
        "*, '', true"
    })
    void globSaysWhetherANameFits(String glob, String name, boolean fits) {
        assertThat(NamePattern.glob(glob).matches(name)).isEqualTo(fits);
    }

    @Test
    void templateSaysWhatStoodWhere() {
        assertThat(NamePattern.template("SEP{mac}.cnf.xml").variables("SEP001122334455.cnf.xml"))
                .contains(Map.of("mac", "001122334455"));
        assertThat(NamePattern.template("/{site}/{router}-confg").variables("basel/r1-confg"))
                .contains(Map.of("site", "basel", "router", "r1"));
        assertThat(NamePattern.template("x/{rest*}").variables("x/a/b")).contains(Map.of("rest", "a/b"));
        assertThat(NamePattern.template("{rest*}/{file}").variables("a/b/c"))
                .contains(Map.of("rest", "a/b", "file", "c"));
        assertThat(NamePattern.template("{a}.{b}").variables("x.y.z")).contains(Map.of("a", "x", "b", "y.z"));
    }

    @Test
    void variableIsAtLeastOneCharacterAndNoSlash() {
        var pattern = NamePattern.template("SEP{mac}.cnf.xml");
        assertThat(pattern.variables("SEP.cnf.xml")).isEmpty();
        assertThat(pattern.variables("SEPa/b.cnf.xml")).isEmpty();
        assertThat(pattern.variables("sepa.cnf.xml")).isEmpty();
        assertThat(pattern.variables("x/SEPa.cnf.xml")).isEmpty();
        assertThat(pattern.variableNames()).containsExactly("mac");
    }

    @Test
    void templateWithoutVariablesIsOneName() {
        assertThat(NamePattern.template("motd").variables("motd")).isEqualTo(Optional.of(Map.of()));
        assertThat(NamePattern.template("motd").variables("motd2")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "a}", "{}", "{a b}", "{a}{b}", "{a}-{a}", "{*}", "{1}", "{a}}"})
    void templateThatCannotBeMeantIsRefused(String text) {
        assertThatThrownBy(() -> NamePattern.template(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void globOfTooManyWildcardsIsRefused() {
        assertThatThrownBy(() -> NamePattern.glob("*a".repeat(17)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16 are the most");
    }

    /// Tries of every way to fit would take longer than anybody lives.
    @Test
    @Timeout(20)
    void longNameThatNearlyFitsIsDecidedAtOnce() {
        var glob = NamePattern.glob("**a".repeat(15) + "b");
        var name = "a".repeat(4000);
        for (int i = 0; i < 100; i++) assertThat(glob.matches(name)).isFalse();
    }

    @Test
    void nameLongerThanAnyFileHasFitsNothing() {
        assertThat(NamePattern.glob("**").matches("a".repeat(5000))).isFalse();
    }
}
