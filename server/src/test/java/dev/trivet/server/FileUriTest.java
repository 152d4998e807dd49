package dev.trivet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("RFC 3617 §3: the URI of a file")
class FileUriTest {

    @ParameterizedTest
    @CsvSource({
        "boot.img, boot.img",
        "a/b, a/b",
        "/abs, /abs",
        "'a b', a%20b",
        "a;mode=netascii, a%3Bmode%3Dnetascii",
        "a%20?#, a%2520%3F%23",
        "käse, k%C3%A4se",
        "a\\b, a%5Cb"
    })
    void charactersThatAreReservedAreEncoded(String name, String path) {
        var uri = FileUri.of(new InetSocketAddress("192.0.2.1", 6969), name);
        assertThat(uri).hasToString("tftp://192.0.2.1:6969/" + path);
    }

    @Test
    void octetsThatAreNoCharactersAreThemselves() {
        var uri = FileUri.of(new InetSocketAddress("192.0.2.1", 69), "a\uDCFF");
        assertThat(uri).hasToString("tftp://192.0.2.1:69/a%FF");
    }

    @Test
    void hostIsReachable() {
        assertThat(FileUri.of(new InetSocketAddress(TftpServer.everyAddress(), 69), "a"))
                .hasToString("tftp://" + InetAddress.getLoopbackAddress().getHostAddress() + ":69/a");
        assertThat(FileUri.of(new InetSocketAddress("2001:db8::1", 69), "a").getHost())
                .isEqualTo("[2001:db8:0:0:0:0:0:1]");
    }

    @Test
    void nameThatNoRequestCanHoldIsRefused() {
        var address = new InetSocketAddress("192.0.2.1", 69);
        assertThatThrownBy(() -> FileUri.of(address, "a\0b")).isInstanceOf(IllegalArgumentException.class);
    }
}
