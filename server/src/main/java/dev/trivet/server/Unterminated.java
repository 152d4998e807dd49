package dev.trivet.server;

import dev.trivet.content.Peer;
import dev.trivet.wire.Decoded;
import dev.trivet.wire.Malformed;
import dev.trivet.wire.Packet;
import dev.trivet.wire.PacketCodec;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// Requests whose last text has no NUL behind it, of clients that are known for it
/// ([ClientRule#acceptUnterminated]). The name counts for the rule as it does in any request.
final class Unterminated {
    private Unterminated() {}

    /// The request as it was meant, where a rule takes it; else as it was decoded.
    ///
    /// @param payload between position and limit, which are left alone
    static Decoded mended(Malformed broken, ByteBuffer payload, InetSocketAddress from, Settings settings) {
        boolean concerned = broken.reason() == Malformed.Reason.NOT_TERMINATED
                && settings.clients().stream().anyMatch(ClientRule::acceptUnterminated);
        if (!concerned || !(PacketCodec.decode(terminated(payload)) instanceof Packet.Request request)) return broken;
        boolean accepted = settings.client(Peer.of(from), request.filename()).acceptUnterminated();
        return accepted ? request : broken;
    }

    private static ByteBuffer terminated(ByteBuffer payload) {
        var octets = ByteBuffer.allocate(payload.remaining() + 1);
        octets.put(0, payload, payload.position(), payload.remaining());
        return octets;
    }
}
