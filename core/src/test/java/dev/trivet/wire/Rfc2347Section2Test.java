package dev.trivet.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.trivet.wire.Malformed.Reason;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("RFC 2347 packet formats: options behind a request, OACK")
class Rfc2347Section2Test {

    @Test
    void optionsKeepTheOrderAndSpellingOfTheRequest() {
        var request = requestWith("TSize", "00", "0", "00", "blkSIZE", "00", "1432", "00");
        assertThat(PacketCodec.decode(request)).isEqualTo(readRequest("TSize", "0", "blkSIZE", "1432"));
    }

    @Test
    void optionNamesAreFoundWhateverTheCaseOfTheirLetters() {
        assertThat(Options.of("BlkSize", "1432").value("blksize")).contains("1432");
        assertThat(Options.of("blksize", "8", "BLKSIZE", "9").value("blksize")).contains("8");
        assertThat(Options.of("tsize", "0").value("blksize")).isEmpty();
    }

    @Test
    void anOptionMayHaveAnEmptyValueOrOneThatIsNoNumber() {
        assertThat(PacketCodec.decode(requestWith("a", "00 00", "b", "00", "many words", "00")))
                .isEqualTo(readRequest("a", "", "b", "many words"));
    }

    @Test
    void aLastNameWithoutAValueIsIgnoredAndTheOptionsBeforeItCount() {
        assertThat(PacketCodec.decode(requestWith("tsize", "00", "0", "00", "blksize", "00")))
                .isEqualTo(readRequest("tsize", "0"));
    }

    @Test
    void aRequestPaddedWithNulsIsThatRequest() {
        var padding = String.join(" ", Collections.nCopies(500, "00"));
        assertThat(PacketCodec.decode(requestWith("tsize", "00", "0", "00", padding)))
                .isEqualTo(readRequest("tsize", "0"));
    }

    @Test
    void aLastValueWithoutNulBreaksTheRequest() {
        assertThat(PacketCodec.decode(requestWith("blksize", "00", "1432")))
                .isEqualTo(new Malformed(Reason.NOT_TERMINATED));
    }

    @Test
    void moreOptionsThanAnyClientAsksForAreRefused() {
        var most = Collections.nCopies(Options.MOST, new Options.Option("n", "1"));
        assertThat(PacketCodec.decode(
                        requestWith("6E 00 31 00 ".repeat(Options.MOST).strip())))
                .isEqualTo(new Packet.ReadRequest("f", Mode.OCTET, new Options(most)));
        assertThat(PacketCodec.decode(
                        requestWith("6E 00 31 00 ".repeat(Options.MOST + 1).strip())))
                .isEqualTo(new Malformed(Reason.TOO_MANY_OPTIONS));
    }

    static Stream<ByteBuffer> optionAcksThatAreNone() {
        return Stream.of(
                Octets.of("00 06 00 00"),
                Octets.of("00 06", "blksize"),
                Octets.of("00 06", "blksize", "00"),
                Octets.of("00 06", "blksize", "00", "1432"),
                Octets.of("00 06", "tsize", "00", "9", "00", "blksize", "00"),
                Octets.of("00 06", "6E 00 31 00 ".repeat(Options.MOST + 1).strip()));
    }

    @ParameterizedTest
    @MethodSource("optionAcksThatAreNone")
    void anOackThatIsNoListOfNamesAndValuesIsNone(ByteBuffer datagram) {
        assertThat(PacketCodec.decode(datagram)).isEqualTo(new Malformed(Reason.BAD_OPTION_ACK));
    }

    @Test
    void anOackPaddedWithNulsIsThatOack() {
        assertThat(PacketCodec.decode(Octets.of("00 06", "tsize", "00", "9", "00 00")))
                .isEqualTo(new Packet.OptionAck(Options.of("tsize", "9")));
    }

    @Test
    void optionsThatCannotTravelCannotBeMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Packet.OptionAck(Options.NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.of("", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.of("blksize"));
        var tooMany = Collections.nCopies(Options.MOST + 1, new Options.Option("n", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Options(tooMany));
    }

    private static ByteBuffer requestWith(String... options) {
        var start = Octets.of("00 01", "f", "00", "octet", "00");
        var rest = Octets.of(options);
        return ByteBuffer.allocate(start.remaining() + rest.remaining())
                .put(start)
                .put(rest)
                .flip();
    }

    private static Packet readRequest(String... options) {
        return new Packet.ReadRequest("f", Mode.OCTET, Options.of(options));
    }
}
