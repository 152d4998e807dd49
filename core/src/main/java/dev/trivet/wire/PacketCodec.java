package dev.trivet.wire;

import dev.trivet.wire.Malformed.Reason;
import dev.trivet.wire.Options.Option;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Octets to packets and back (RFC 1350 §5, RFC 2347). Pure, static, and the only place that looks at octets.
/// ```
///             2 octets   text    1     text    1   text    1    text    1
/// RRQ, WRQ   | opcode | name  | NUL | mode  | NUL | option | NUL | value | NUL | ...
/// DATA       | 3      | block number (2) | 0 to blksize octets
/// ACK        | 4      | block number (2)
/// ERROR      | 5      | code (2)         | message | NUL
/// OACK       | 6      | option | NUL | value | NUL | ...
/// ```
/// Lenient where the meaning is plain: an ERROR without text or NUL, an ACK with octets behind it, an option name
/// without a value at the end of a request, NULs that pad a request or an OACK.
public final class PacketCodec {
    /// Opcode and block number in front of each block's octets.
    public static final int DATA_HEADER = 4;

    private static final int OPCODE = 2;
    private static final int RRQ = 1;
    private static final int WRQ = 2;
    private static final int DATA = 3;
    private static final int ACK = 4;
    private static final int ERROR = 5;
    private static final int OACK = 6;

    private PacketCodec() {}

    /// {@return the packet between position and limit of `datagram`, which are left alone} Never throws.
    ///
    /// @param datagram as it arrived, whoever sent it
    public static Decoded decode(ByteBuffer datagram) {
        if (datagram.remaining() < DATA_HEADER) return new Malformed(Reason.TOO_SHORT); // no packet is shorter than ACK
        int start = datagram.position();
        int second = unsigned16(datagram, start + OPCODE);
        return switch (unsigned16(datagram, start)) {
            case RRQ -> request(datagram, Packet.ReadRequest::new);
            case WRQ -> request(datagram, Packet.WriteRequest::new);
            case DATA -> new Packet.Data(new BlockNumber(second), payload(datagram));
            case ACK -> new Packet.Ack(new BlockNumber(second));
            case ERROR -> new Packet.Error(new ErrorCode(second), message(datagram));
            case OACK -> optionAck(datagram);
            default -> new Malformed(Reason.UNKNOWN_OPCODE);
        };
    }

    /// Puts the packet's octets at the position of `into` (big-endian, as every new buffer is) and moves it on.
    ///
    /// @param packet any of them
    /// @param into room for the packet is the caller's business: 4 octets and the payload, or the texts and their
    ///     NULs
    /// @throws BufferOverflowException where there is no room
    /// @throws IllegalArgumentException where a text cannot travel, see [WireText#encode]
    public static void encode(Packet packet, ByteBuffer into) {
        switch (packet) {
            case Packet.ReadRequest request -> putRequest(RRQ, request, into);
            case Packet.WriteRequest request -> putRequest(WRQ, request, into);
            case Packet.Data(var block, var payload) -> {
                encodeDataHeader(block.value(), into);
                putPayload(payload, into);
            }
            case Packet.Ack(var block) -> into.putInt(ACK << 16 | block.value());
            case Packet.Error(var code, var message) -> {
                into.putInt(ERROR << 16 | code.value());
                putText(message, into);
            }
            case Packet.OptionAck(var options) -> {
                into.putShort((short) OACK);
                putOptions(options, into);
            }
        }
    }

    /// The four octets in front of a block (RFC 1350 §5, figure 5-2), at the position of `into`.
    ///
    /// @param blockNumber 0 to 65535, see [Rollover#value]
    /// @param into the payload goes behind it
    public static void encodeDataHeader(int blockNumber, ByteBuffer into) {
        into.putInt(DATA << 16 | blockNumber & 0xFFFF);
    }

    /// What RRQ and WRQ have in common: all but the opcode.
    private interface RequestKind {
        Packet.Request of(String filename, Mode mode, Options options);
    }

    private static Decoded request(ByteBuffer datagram, RequestKind kind) {
        if (datagram.get(datagram.limit() - 1) != 0) return new Malformed(Reason.NOT_TERMINATED);
        var texts = new Texts(datagram);
        String filename = texts.next();
        if (filename.isEmpty()) return new Malformed(Reason.EMPTY_FILENAME);
        String modeWord = texts.more() ? texts.next() : "";
        return switch (modeWord.toLowerCase(Locale.ROOT)) {
            case "octet" -> request(filename, Mode.OCTET, texts, kind);
            case "netascii" -> request(filename, Mode.NETASCII, texts, kind);
            case "mail" -> new Malformed(Reason.MAIL_MODE);
            case "" -> new Malformed(Reason.MISSING_MODE);
            default -> new Malformed(Reason.UNKNOWN_MODE);
        };
    }

    private static Decoded request(String filename, Mode mode, Texts texts, RequestKind kind) {
        var options = options(texts);
        if (options.size() > Options.MOST) return new Malformed(Reason.TOO_MANY_OPTIONS);
        return kind.of(filename, mode, new Options(options));
    }

    private static Decoded optionAck(ByteBuffer datagram) {
        if (datagram.get(datagram.limit() - 1) != 0) return new Malformed(Reason.BAD_OPTION_ACK);
        var texts = new Texts(datagram);
        var options = options(texts);
        boolean nameWithoutValue = texts.more() && !texts.next().isEmpty();
        if (options.isEmpty() || options.size() > Options.MOST || nameWithoutValue) {
            return new Malformed(Reason.BAD_OPTION_ACK);
        }
        return new Packet.OptionAck(new Options(options));
    }

    /// All pairs that are left, one more than [Options#MOST] at most, without those that have an empty name.
    private static List<Option> options(Texts texts) {
        var options = new ArrayList<Option>();
        while (texts.moreThanOne() && options.size() <= Options.MOST) {
            String name = texts.next();
            String value = texts.next();
            if (!name.isEmpty()) options.add(new Option(name, value));
        }
        return options;
    }

    /// "The ErrMsg is ... terminated with a zero byte" (RFC 1350 §5), which some senders leave out.
    private static String message(ByteBuffer datagram) {
        int start = datagram.position() + DATA_HEADER;
        return WireText.decode(datagram, start, indexOfNul(datagram, start));
    }

    private static ByteBuffer payload(ByteBuffer datagram) {
        return datagram.slice(datagram.position() + DATA_HEADER, datagram.remaining() - DATA_HEADER);
    }

    private static int unsigned16(ByteBuffer octets, int index) {
        return (octets.get(index) & 0xFF) << 8 | octets.get(index + 1) & 0xFF;
    }

    /// The index of the first NUL from `start` on, or the limit where there is none.
    private static int indexOfNul(ByteBuffer octets, int start) {
        int at = start;
        while (at < octets.limit() && octets.get(at) != 0) at++;
        return at;
    }

    private static void putRequest(int opcode, Packet.Request request, ByteBuffer into) {
        into.putShort((short) opcode);
        putText(request.filename(), into);
        putText(request.mode().wire(), into);
        putOptions(request.options(), into);
    }

    private static void putOptions(Options options, ByteBuffer into) {
        for (var option : options.list()) {
            putText(option.name(), into);
            putText(option.value(), into);
        }
    }

    private static void putText(String text, ByteBuffer into) {
        WireText.encode(text, into);
        into.put((byte) 0);
    }

    /// Absolute, so that the packet's buffer is neither moved nor copied: a repeat sends the same octets.
    private static void putPayload(ByteBuffer payload, ByteBuffer into) {
        int length = payload.remaining();
        if (length > into.remaining()) throw new BufferOverflowException();
        into.put(into.position(), payload, payload.position(), length);
        into.position(into.position() + length);
    }

    /// The texts behind an opcode, of which the last is known to end in NUL.
    private static final class Texts {
        private final ByteBuffer octets;
        private int at;

        Texts(ByteBuffer datagram) {
            octets = datagram;
            at = datagram.position() + OPCODE;
        }

        boolean more() {
            return at < octets.limit();
        }

        boolean moreThanOne() {
            return indexOfNul(octets, at) + 1 < octets.limit();
        }

        String next() {
            int end = indexOfNul(octets, at);
            String text = WireText.decode(octets, at, end);
            at = end + 1;
            return text;
        }
    }
}
