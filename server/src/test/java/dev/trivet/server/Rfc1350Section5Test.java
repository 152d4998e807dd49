package dev.trivet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Packet;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("RFC 1350 §5 TFTP packets")
class Rfc1350Section5Test {
    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("no mode", "\0\1name\0"),
                Arguments.of("unknown mode", "\0\1name\0ebcdic\0"),
                Arguments.of("mode mail", "\0\2name\0mail\0"),
                Arguments.of("empty name", "\0\1\0octet\0"),
                Arguments.of("not ended by NUL", "\0\1name\0octet"),
                Arguments.of("an option without an end", "\0\1name\0octet\0blksize\0001468"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void requestThatCannotBeUnderstoodGetsOneError4(String what, String octets) {
        var served = Served.plain().file("name", 100);
        var peer = served.peer(3001).asks(octets.getBytes(StandardCharsets.ISO_8859_1));
        served.runUntilQuiet();
        assertThat(peer.packets()).as(what).hasSize(1);
        assertThat(peer.last())
                .isInstanceOfSatisfying(
                        Packet.Error.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.ILLEGAL_OPERATION));
        assertThat(served.story()).isEqualTo("Refused");
    }

    @Test
    void modeMailIsRefusedByName() {
        var served = Served.plain();
        var peer = served.peer(3001).asks("\0\2me@host\0mail\0".getBytes(StandardCharsets.ISO_8859_1));
        served.runUntilQuiet();
        assertThat(peer.last())
                .isEqualTo(Peer.error(ErrorCode.ILLEGAL_OPERATION, "Mode mail is not supported, use octet"));
    }

    @Test
    void missingFileIsError1AtOnceAndTellsNothingOfTheServer() {
        var served = Served.plain();
        var peer = served.peer(3001).asks(Peer.rrq("../etc/passwd"));
        served.runUntilQuiet();
        assertThat(peer.packets()).containsExactly(Peer.error(ErrorCode.FILE_NOT_FOUND, "File not found"));
        assertThat(peer.heard.getLast().after()).hasMillis(20);
        assertThat(served.story()).isEqualTo("Requested Refused");
    }

    @Test
    void twentyThousandRandomDatagramsChangeNothing() {
        var served = Served.plain().file("a", 600);
        var random = new java.util.Random(20_000);
        var peer = served.peer(3001);
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = new byte[random.nextInt(64)];
            random.nextBytes(octets);
            peer.asks(octets);
        }
        served.runUntilQuiet();
        assertThat(peer.packets()).allMatch(Packet.Error.class::isInstance);
        assertThat(served.content.commits()).isEmpty();
        var read = served.client(11).read(served.address, "a");
        served.runUntilQuiet();
        assertThat(read.received()).isEqualTo(Served.octets(600));
    }
}
