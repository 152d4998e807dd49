package dev.trivet.app.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"boot.img", "a%20b", ".profile", "...", "%E2%82%AC", "%F0%9F%9A%80", "x;y", "-o", "CONSOLE"})
    void aPlainNameIsTaken(String name) {
        var remote = RemoteFile.parse("tftp://h/some/folder/" + name);
        assertThat(LocalName.of(remote, false)).isEqualTo(remote.lastPart());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%2E",
                "%2e%2e",
                "%2Fetc%2Fpasswd",
                "..%2F..%2Fx",
                "..%5Cx",
                "C:%5Cx",
                "a%0Ab",
                "a%1B%5B2J",
                "a%7Fb",
                "a%C2%9Bb",
                "%FF",
                "a%80b"
            })
    void aNameThatLeadsElsewhereOrCannotBeShownIsRefusedWithTheRemedy(String name) {
        assertRefused(name, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "con",
                "NUL.txt",
                "Com1",
                "lpt9.img",
                "CONIN$",
                "aux ",
                "a:b",
                "C:x",
                "a%3Fb",
                "a%2Ab",
                "a.",
                "a%20"
            })
    void whatWindowsTakesForADeviceOrCannotStoreIsRefusedThere(String name) {
        var encoded = name.replace(" ", "%20");
        assertRefused(encoded, true);
        assertThat(LocalName.of(RemoteFile.parse("tftp://h/" + encoded), false)).isNotEmpty();
    }

    private static void assertRefused(String name, boolean onWindows) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalName.of(RemoteFile.parse("tftp://h/a/" + name), onWindows))
                .withMessageContaining("-o FILE")
                .satisfies(refusal -> assertThat(refusal.getMessage().chars()).noneMatch(Character::isISOControl));
    }
}
