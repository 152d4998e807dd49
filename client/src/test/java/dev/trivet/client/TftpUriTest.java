package dev.trivet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.wire.Mode;
import dev.trivet.wire.WireText;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("URIs of RFC 3617, in the syntax of RFC 3986")
class TftpUriTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            tftp://192.0.2.1/boot.img               | 192.0.2.1    | 69    | boot.img
            TFTP://192.0.2.1/boot.img               | 192.0.2.1    | 69    | boot.img
            tftp://example.com/myconfigurationfile  | example.com  | 69    | myconfigurationfile
            tftp://h:1069/x                         | h            | 1069  | x
            tftp://h:/x                             | h            | 69    | x
            tftp://h:65535/x                        | h            | 65535 | x
            tftp://my_host/x                        | my_host      | 69    | x
            tftp://h/a/b/c                          | h            | 69    | a/b/c
            tftp://h//x                             | h            | 69    | /x
            tftp://h/./../x                         | h            | 69    | ./../x
            tftp://h/%2Fx                           | h            | 69    | /x
            tftp://h/%41b                           | h            | 69    | Ab
            tftp://h/a%20b                          | h            | 69    | a b
            tftp://h/a%5Cb                          | h            | 69    | a\\b
            tftp://h/a%3Fb%23c                      | h            | 69    | a?b#c
            tftp://h/a;b=c                          | h            | 69    | a;b=c
            tftp://h/a+b                            | h            | 69    | a+b
            tftp://h/gr%C3%BC%C3%9Fe                | h            | 69    | grüße
            tftp://h/grüße                          | h            | 69    | grüße
            tftp://[::1]/x                          | ::1          | 69    | x
            tftp://[2001:db8::1]:1069/x             | 2001:db8::1  | 1069  | x
            tftp://[fe80::1%25eth0]/x               | fe80::1%eth0 | 69    | x
            """)
    void hostPortAndNameAreRead(URI uri, String host, int port, String name) {
        var read = TftpUri.of(uri);
        assertThat(read.host()).isEqualTo(host);
        assertThat(read.port()).isEqualTo(port);
        assertThat(read.name()).isEqualTo(name);
        assertThat(read.mode()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            tftp://h/x;mode=octet        | x        | OCTET
            tftp://h/x;mode=netascii     | x        | NETASCII
            tftp://h/x;MODE=NetASCII     | x        | NETASCII
            tftp://h/x;y;mode=octet      | x;y      | OCTET
            tftp://h/x;mode=octet;y      | x;mode=octet;y |
            tftp://h/x;mode=octet/y      | x;mode=octet/y |
            tftp://h/x%3Bmode=octet      | x;mode=octet   |
            """)
    void modeStandsAtTheEnd(URI uri, String name, Mode mode) {
        var read = TftpUri.of(uri);
        assertThat(read.name()).isEqualTo(name);
        if (mode == null) assertThat(read.mode()).isEmpty();
        else assertThat(read.mode()).contains(mode);
    }

    /// A name is octets to the server: what is no UTF-8 goes out as it came in.
    @Test
    void anyOctetGoesIntoTheRequest() {
        var name = TftpUri.of(URI.create("tftp://h/a%FFb")).name();
        assertThat(WireText.encode(name)).isEqualTo(new byte[] {'a', (byte) 0xFF, 'b'});
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            http://h/x              | is no tftp:// URI
            x                       | is no tftp:// URI
            tftp:x                  | names no host
            tftp:///x               | names no host
            tftp://user@h/x         | carries a user name
            tftp://u:p@h/x          | carries a user name
            tftp://h                | names no file
            tftp://h/               | names no file
            tftp://h/;mode=octet    | names no file
            tftp://h/x?y            | has a '?' or '#'
            tftp://h/x#y            | has a '?' or '#'
            tftp://h/a%00b          | NUL
            tftp://h:0/x            | port that is not 1 to 65535
            tftp://h:65536/x        | port that is not 1 to 65535
            tftp://h:99999/x        | port that is not 1 to 65535
            tftp://h/x;mode=mail    | neither netascii nor octet
            tftp://h/x;mode=        | neither netascii nor octet
            """, quoteCharacter = '§')
    void whatIsWrongIsSaidWithAnExample(String uri, String what) {
        assertThatThrownBy(() -> TftpUri.of(URI.create(uri)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what)
                .hasMessageContaining("tftp://192.0.2.1/boot.img");
    }

    // --- typed by a person

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            tftp://h/boot.img             | tftp://h/boot.img                 | boot.img
            tftp://h/a file.cfg           | tftp://h/a%20file.cfg             | a file.cfg
            tftp://h/grüße                | tftp://h/gr%C3%BC%C3%9Fe          | grüße
            tftp://h/dir\\file            | tftp://h/dir%5Cfile               | dir\\file
            tftp://h/what?#               | tftp://h/what%3F%23               | what?#
            tftp://h/100%                 | tftp://h/100%25                   | 100%
            tftp://h/50%zz                | tftp://h/50%25zz                  | 50%zz
            tftp://h/%41                  | tftp://h/%41                      | A
            tftp://h/a"<b>^`{}            | tftp://h/a%22%3Cb%3E%5E%60%7B%7D  | a"<b>^`{}
            tftp://h/[x]                  | tftp://h/%5Bx%5D                  | [x]
            TFTP://h/x                    | TFTP://h/x                        | x
            tftp://[::1]:1069/x           | tftp://[::1]:1069/x               | x
            """, quoteCharacter = '§')
    void whatRfc3986DoesNotAllowIsEncoded(String typed, String uri, String name) {
        assertThat(TftpClient.uri(typed)).hasToString(uri);
        assertThat(TftpUri.of(TftpClient.uri(typed)).name()).isEqualTo(name);
    }

    /// RFC 6874 has the zone behind `%25`, and everybody else behind `%`.
    @ParameterizedTest
    @ValueSource(strings = {"tftp://[fe80::1%25eth0]/x", "tftp://[fe80::1%eth0]/x"})
    void aZoneIsUnderstoodEitherWay(String typed) {
        assertThat(TftpUri.of(TftpClient.uri(typed)).host()).isEqualTo("fe80::1%eth0");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            192.0.2.1:boot.img  | is no tftp:// URI; did you mean tftp://192.0.2.1/boot.img ?
            h:a/b               | is no tftp:// URI; did you mean tftp://h/a/b ?
            http://h/x          | is no tftp:// URI; did you mean tftp://h/x ?
            boot.img            | is no tftp:// URI; did you mean tftp://HOST/boot.img ?
            h:69/x              | is no tftp:// URI; did you mean tftp://h:69/x ?
            tftp://             | names no host
            tftp:///x           | names no host
            tftp://a b/x        | names no host
            tftp://[::1/x       | names no host
            tftp://h            | names no file
            tftp://h:x/y        | port
            """)
    void whatWasMeantIsGuessed(String typed, String what) {
        assertThatThrownBy(() -> TftpClient.uri(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + typed)
                .hasMessageContaining(what);
    }
}
