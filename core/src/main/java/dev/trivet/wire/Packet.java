package dev.trivet.wire;

import java.nio.ByteBuffer;

/// One TFTP datagram, decoded: the kinds of RFC 1350 §5 and RFC 2347. There is no other.
public sealed interface Packet extends Decoded {

    /// RRQ or WRQ: the two packets that start a transfer (RFC 1350 §5).
    sealed interface Request extends Packet {
        String filename();

        Mode mode();

        Options options();
    }

    record ReadRequest(String filename, Mode mode, Options options) implements Request {
        public ReadRequest {
            requireName(filename);
        }
    }

    record WriteRequest(String filename, Mode mode, Options options) implements Request {
        public WriteRequest {
            requireName(filename);
        }
    }

    /// One block of the file. Whether it is the last is told by its length alone (RFC 1350 §6).
    ///
    /// @param payload the octets between position and limit. A decoded packet's payload is a view of the
    ///     datagram's buffer: good until the buffer is used again, that is, for one step of a machine
    record Data(BlockNumber block, ByteBuffer payload) implements Packet {}

    record Ack(BlockNumber block) implements Packet {}

    record Error(ErrorCode code, String message) implements Packet {}

    /// The options that were accepted, in the order and spelling of the request (RFC 2347).
    ///
    /// @param options at least one: where nothing was accepted there is no OACK
    record OptionAck(Options options) implements Packet {
        public OptionAck {
            if (options.isEmpty()) throw new IllegalArgumentException("an OACK needs an option");
        }
    }

    private static void requireName(String filename) {
        if (filename.isEmpty()) throw new IllegalArgumentException("the file name must not be empty");
    }
}
