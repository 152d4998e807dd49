package dev.trivet.wire;

import static dev.trivet.wire.Octets.encoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.wire.Malformed.Reason;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 1350 §5 TFTP packets")
class Rfc1350Section5Test {

    static Stream<Arguments> goldenOctets() {
        return Stream.of(
                Arguments.of(
                        new Packet.ReadRequest("boot.img", Mode.OCTET, Options.NONE),
                        Octets.of("00 01", "boot.img", "00", "octet", "00")),
                Arguments.of(
                        new Packet.WriteRequest("a b", Mode.NETASCII, Options.NONE),
                        Octets.of("00 02", "a b", "00", "netascii", "00")),
                Arguments.of(new Packet.Data(new BlockNumber(258), Octets.of("xyz")), Octets.of("00 03 01 02", "xyz")),
                Arguments.of(new Packet.Data(new BlockNumber(65_535), Octets.of()), Octets.of("00 03 FF FF")),
                Arguments.of(new Packet.Ack(BlockNumber.ZERO), Octets.of("00 04 00 00")),
                Arguments.of(new Packet.Ack(new BlockNumber(65_281)), Octets.of("00 04 FF 01")),
                Arguments.of(
                        new Packet.Error(ErrorCode.FILE_NOT_FOUND, "gone"), Octets.of("00 05 00 01", "gone", "00")),
                Arguments.of(
                        new Packet.OptionAck(Options.of("blksize", "1432")),
                        Octets.of("00 06", "blksize", "00", "1432", "00")));
    }

    @ParameterizedTest
    @MethodSource("goldenOctets")
    void eachKindOfPacketHasTheOctetsOfItsFigure(Packet packet, ByteBuffer octets) {
        assertThat(encoded(packet)).isEqualTo(octets);
        assertThat(PacketCodec.decode(octets)).isEqualTo(packet);
    }

    @ParameterizedTest
    @ValueSource(strings = {"octet", "OCTET", "Octet", "oCtEt"})
    void theModeMayBeInAnyCombinationOfUpperAndLowerCase(String mode) {
        assertThat(PacketCodec.decode(Octets.of("00 01", "f", "00", mode, "00")))
                .isEqualTo(new Packet.ReadRequest("f", Mode.OCTET, Options.NONE));
    }

    static Stream<Arguments> brokenDatagrams() {
        return Stream.of(
                Arguments.of(Octets.of(), Reason.TOO_SHORT),
                Arguments.of(Octets.of("00"), Reason.TOO_SHORT),
                Arguments.of(Octets.of("00 01"), Reason.TOO_SHORT),
                Arguments.of(Octets.of("00 02 00"), Reason.TOO_SHORT),
                Arguments.of(Octets.of("00 04 00"), Reason.TOO_SHORT),
                Arguments.of(Octets.of("00 00 00 00"), Reason.UNKNOWN_OPCODE),
                Arguments.of(Octets.of("00 07 00 00"), Reason.UNKNOWN_OPCODE),
                Arguments.of(Octets.of("01 01", "f", "00", "octet", "00"), Reason.UNKNOWN_OPCODE),
                Arguments.of(Octets.of("00 01", "name without an end"), Reason.NOT_TERMINATED),
                Arguments.of(Octets.of("00 01", "f", "00", "octet"), Reason.NOT_TERMINATED),
                Arguments.of(Octets.of("00 01", "f", "00", "mail"), Reason.NOT_TERMINATED),
                Arguments.of(Octets.of("00 01 00 00"), Reason.EMPTY_FILENAME),
                Arguments.of(Octets.of("00 02 00", "octet", "00"), Reason.EMPTY_FILENAME),
                Arguments.of(Octets.of("00 01", "f", "00"), Reason.MISSING_MODE),
                Arguments.of(Octets.of("00 01", "f", "00 00"), Reason.MISSING_MODE),
                Arguments.of(Octets.of("00 02", "f", "00", "Mail", "00"), Reason.MAIL_MODE),
                Arguments.of(Octets.of("00 01", "f", "00", "binary", "00"), Reason.UNKNOWN_MODE),
                Arguments.of(Octets.of("00 01", "f", "00", "octet ", "00"), Reason.UNKNOWN_MODE));
    }

    @ParameterizedTest
    @MethodSource("brokenDatagrams")
    void whatIsNoPacketHasAReason(ByteBuffer datagram, Reason reason) {
        assertThat(PacketCodec.decode(datagram)).isEqualTo(new Malformed(reason));
    }

    @Test
    void onlyABrokenRequestIsAnswered() {
        assertThat(Reason.values())
                .filteredOn(Reason::answered)
                .containsExactly(
                        Reason.NOT_TERMINATED,
                        Reason.EMPTY_FILENAME,
                        Reason.MISSING_MODE,
                        Reason.MAIL_MODE,
                        Reason.UNKNOWN_MODE,
                        Reason.TOO_MANY_OPTIONS);
    }

    @Test
    void anErrorIsUnderstoodWithoutItsTextOrItsNul() {
        assertThat(PacketCodec.decode(Octets.of("00 05 00 03"))).isEqualTo(new Packet.Error(ErrorCode.DISK_FULL, ""));
        assertThat(PacketCodec.decode(Octets.of("00 05 12 34", "text")))
                .isEqualTo(new Packet.Error(new ErrorCode(0x1234), "text"));
        assertThat(PacketCodec.decode(Octets.of("00 05 00 00", "text", "00", "rest", "00")))
                .isEqualTo(new Packet.Error(ErrorCode.NOT_DEFINED, "text"));
    }

    @Test
    void octetsBehindAnAckAreIgnored() {
        assertThat(PacketCodec.decode(Octets.of("00 04 00 09", "padding")))
                .isEqualTo(new Packet.Ack(new BlockNumber(9)));
    }

    @Test
    void aDatagramInsideABufferIsReadWithoutMovingTheBuffer() {
        var buffer = Octets.of("AA AA AA", "00 03 00 01", "block", "BB BB");
        buffer.position(3).limit(12);
        assertThat(PacketCodec.decode(buffer)).isEqualTo(new Packet.Data(new BlockNumber(1), Octets.of("block")));
        assertThat(buffer.position()).isEqualTo(3);
        assertThat(buffer.limit()).isEqualTo(12);
    }

    @Test
    void theLimitEndsARequestEvenWhereTheBufferGoesOn() {
        var buffer = Octets.of("00 01", "f", "00", "octet", "00");
        buffer.limit(buffer.limit() - 1);
        assertThat(PacketCodec.decode(buffer)).isEqualTo(new Malformed(Reason.NOT_TERMINATED));
    }

    @Test
    void aDataPacketMayBeSentTwice() {
        var packet = new Packet.Data(new BlockNumber(1), Octets.of("block"));
        assertThat(encoded(packet)).isEqualTo(encoded(packet));
    }

    @Test
    void aPacketThatDoesNotFitIsTheCallersMistake() {
        var packet = new Packet.Data(new BlockNumber(1), Octets.of("block"));
        assertThatThrownBy(() -> PacketCodec.encode(packet, ByteBuffer.allocate(8)))
                .isInstanceOf(BufferOverflowException.class);
    }

    @Test
    void aRequestWithoutANameCannotBeMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Packet.ReadRequest("", Mode.OCTET, Options.NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Packet.WriteRequest("", Mode.OCTET, Options.NONE));
    }
}
