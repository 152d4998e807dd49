package dev.trivet.wire;

import java.nio.ByteBuffer;

/// One TFTP datagram, decoded: the kinds of RFC 1350 §5 and RFC 2347. There is no other.
public sealed interface Packet extends Decoded {

    /// RRQ or WRQ: the two packets that start a transfer (RFC 1350 §5).
    sealed interface Request extends Packet {
        /// {@return the name as sent, after [WireText]; not looked at any further}
        String filename();

        /// {@return how the file is to travel}
        Mode mode();

        /// {@return the options in the order they were sent; none for a plain RFC 1350 request}
        Options options();
    }

    /// RRQ: asks for a file (RFC 1350 §5).
    ///
    /// @param filename not empty, without NUL
    /// @param mode as asked
    /// @param options as sent, known or not
    record ReadRequest(String filename, Mode mode, Options options) implements Request {
        /// Takes any name that can stand on the wire.
        ///
        /// @throws IllegalArgumentException where the name is empty
        public ReadRequest {
            requireName(filename);
        }
    }

    /// WRQ: wants to send a file (RFC 1350 §5).
    ///
    /// @param filename not empty, without NUL
    /// @param mode as asked
    /// @param options as sent, known or not
    record WriteRequest(String filename, Mode mode, Options options) implements Request {
        /// Takes any name that can stand on the wire.
        ///
        /// @throws IllegalArgumentException where the name is empty
        public WriteRequest {
            requireName(filename);
        }
    }

    /// One block of the file. Whether it is the last is told by its length alone (RFC 1350 §6).
    ///
    /// @param block wraps at 65535: see [Rollover]
    /// @param payload the octets between position and limit. A decoded packet's payload is a view of the
    ///     datagram's buffer: good until the buffer is used again, that is, for one step of a machine
    record Data(BlockNumber block, ByteBuffer payload) implements Packet {}

    /// ACK: everything up to this block has come (RFC 1350 §5, RFC 7440 §4).
    ///
    /// @param block 0 acknowledges a WRQ or an OACK
    record Ack(BlockNumber block) implements Packet {}

    /// ERROR: ends the transfer and is never answered (RFC 1350 §7).
    ///
    /// @param code why, for programs
    /// @param message why, for people; may be empty. From the network: not fit for a terminal, see
    ///     [WireText#printable]
    record Error(ErrorCode code, String message) implements Packet {}

    /// The options that were accepted, in the order and spelling of the request (RFC 2347).
    ///
    /// @param options at least one: where nothing was accepted there is no OACK
    record OptionAck(Options options) implements Packet {
        /// Takes one option or more: an OACK without any says nothing (RFC 2347).
        ///
        /// @throws IllegalArgumentException with none
        public OptionAck {
            if (options.isEmpty()) throw new IllegalArgumentException("an OACK needs an option");
        }
    }

    private static void requireName(String filename) {
        if (filename.isEmpty()) throw new IllegalArgumentException("the file name must not be empty");
    }
}
