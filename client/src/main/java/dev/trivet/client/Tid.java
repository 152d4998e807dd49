package dev.trivet.client;

import dev.trivet.engine.Arrivals;
import dev.trivet.engine.Burst;
import dev.trivet.engine.Port;
import dev.trivet.engine.Route;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Packet;
import dev.trivet.wire.PacketCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Both ends of one transfer: the port of ours that it uses, and the one of the server, once an answer has told it
/// (RFC 1350 §4). On the loop.
final class Tid {
    /// Strangers that are told so; each costs a datagram.
    private static final int STRANGERS_TOLD = 8;

    private final Line line;
    private final Loss loss;
    private Order.Candidate asked;
    private @Nullable Port port;
    private Route route;
    private boolean known;
    private int strangersTold;

    Tid(Line line, Order order) {
        this.line = line;
        loss = order.loss();
        asked = order.candidates().getFirst();
        route = to(asked.server());
    }

    /// Takes a new port of ours, for a request to that address.
    ///
    /// @param burst what may come or leave at once
    void open(Order.Candidate candidate, Burst burst, Arrivals arrivals) throws IOException {
        close();
        asked = candidate;
        known = false;
        route = to(candidate.server());
        port = loss.open(line.loop().transport(), candidate.way().local(), burst, arrivals);
    }

    /// The port that the first answer comes from is the server's for the rest of the transfer.
    void lockOn(InetSocketAddress from) {
        known = true;
        route = to(from);
    }

    boolean isAt(Port other) {
        return other.equals(port);
    }

    /// Whether the server's end is known.
    boolean isKnown() {
        return known;
    }

    boolean isPeer(InetSocketAddress from) {
        return known && from.equals(route.peer());
    }

    /// Whether a first answer may come from there: any port of the address that was asked.
    boolean mayBe(InetSocketAddress from) {
        return !known && from.getAddress().equals(asked.server().getAddress());
    }

    void send(Packet packet) {
        send(route, packet);
    }

    /// "an error packet should be sent to the source of the incorrect packet, while not disturbing the transfer".
    void tellStranger(InetSocketAddress from, Packet packet) {
        if (packet instanceof Packet.Error || strangersTold++ >= STRANGERS_TOLD) return;
        send(to(from), new Packet.Error(ErrorCode.UNKNOWN_TRANSFER_ID, "Unknown transfer ID"));
    }

    private void send(Route where, Packet packet) {
        if (port == null) return;
        var out = line.out();
        PacketCodec.encode(packet, out);
        port.send(where, out.flip());
    }

    private Route to(InetSocketAddress peer) {
        return Route.to(peer, asked.way().local());
    }

    Port port() {
        if (port == null) throw new IllegalStateException("no port is open");
        return port;
    }

    Route route() {
        return route;
    }

    void close() {
        if (port != null) port.close();
        port = null;
    }
}
