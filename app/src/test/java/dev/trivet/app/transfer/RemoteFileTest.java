package dev.trivet.app.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteFileTest {
    @ParameterizedTest
    @CsvSource({
        "tftp://h/x, x",
        "TFTP://h/x, x",
        "tftp://h//x, x",
        "tftp://h:6969/boot/pxelinux.0, pxelinux.0",
        "tftp://[::1]:6969/x, x",
        "tftp://h/motd;mode=netascii, motd",
        "tftp://h/a;mode=b/motd;MODE=octet, motd",
        "tftp://h/a;b, a;b",
        "tftp://h/a%20b%2Fc, a b/c",
        "tftp://h/%E2%82%AC, €",
        "tftp://h/dir/, ''",
        "tftp://h/, ''",
        "tftp://h, ''",
        "tftp://h/dir/;mode=octet, ''",
    })
    void theLastPartOfANameIsDecoded(String uri, String name) {
        assertThat(RemoteFile.parseTarget(uri).lastPart()).isEqualTo(name);
        assertThat(RemoteFile.parseTarget(uri).isFolder()).isEqualTo(name.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "tftp://h/, tftp://h/",
        "tftp://h, tftp://h/",
        "tftp://h:6969/a/b/, tftp://h:6969/a/b/",
        "tftp://h//a/, tftp://h//a/",
    })
    void aFileInsideAFolderHasItsNameEncoded(String folder, String before) {
        assertThat(RemoteFile.parseTarget(folder).inside("r1-confg").uri()).hasToString(before + "r1-confg");
        assertThat(RemoteFile.parseTarget(folder).inside("a b ü;mode=x%").uri())
                .hasToString(before + "a%20b%20%C3%BC%3Bmode%3Dx%25");
        assertThat(RemoteFile.parseTarget(folder).inside("a b ü;mode=x%").lastPart())
                .isEqualTo("a b ü;mode=x%");
    }

    @ParameterizedTest
    @CsvSource({
        "tftp://h/a/;mode=netascii, tftp://h/a/x;mode=netascii",
        "tftp://h/;mode=netascii, tftp://h/x;mode=netascii",
    })
    void theModeStaysBehindTheName(String folder, String uri) {
        assertThat(RemoteFile.parseTarget(folder).inside("x").uri()).hasToString(uri);
    }

    @ParameterizedTest
    @CsvSource({
        "h:boot.img, tftp://h/boot.img",
        "h:/boot.img, tftp://h/boot.img",
        "h:69/boot.img, tftp://h:69/boot.img",
        "192.0.2.1/boot.img, tftp://192.0.2.1/boot.img",
        "http://h/boot.img, tftp://h/boot.img",
        "boot.img, tftp://HOST/boot.img",
        "/boot.img, tftp://HOST/boot.img",
    })
    void whatIsNoUriIsRefusedWithTheOneThatWasProbablyMeant(String typed, String meant) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RemoteFile.parseTarget(typed))
                .withMessageContaining("'" + typed + "'")
                .withMessageContaining(" " + meant + " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tftp://",
                "tftp://:69/x",
                "tftp://h:99999/",
                "tftp://h/x;mode=mail",
                "tftp://h/;mode=mail",
                "tftp://h/a%00b"
            })
    void whatNoRequestCanCarryIsRefused(String typed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RemoteFile.parseTarget(typed))
                .withMessageContaining("tftp://192.0.2.1/boot.img");
    }

    @Test
    void onlyATargetMayBeAllThatAServerHas() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RemoteFile.parse("tftp://h/"))
                .withMessageContaining("names no file");
        assertThat(RemoteFile.parseTarget("tftp://h/").isFolder()).isTrue();
    }
}
