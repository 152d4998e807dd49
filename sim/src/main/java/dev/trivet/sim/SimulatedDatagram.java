package dev.trivet.sim;

import dev.trivet.engine.Datagram;
import dev.trivet.engine.Route;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// A datagram that waits for a loop.
final class SimulatedDatagram implements Datagram {
    /// What is left of a datagram after it was handed over, for who looks at it too late.
    private static final byte GONE = (byte) 0xEE;

    private final SimulatedPort port;
    private final InetSocketAddress from;
    private final byte[] octets;
    private final ByteBuffer payload;

    SimulatedDatagram(SimulatedPort port, InetSocketAddress from, byte[] octets) {
        this.port = port;
        this.from = from;
        this.octets = octets.clone();
        this.payload = ByteBuffer.wrap(this.octets);
    }

    /// @return false where the port has been closed meanwhile
    boolean handOver() {
        if (!port.isOpen()) return false;
        try {
            port.arrivals().arrived(port, this);
        } finally {
            Arrays.fill(octets, GONE);
        }
        return true;
    }

    @Override
    public ByteBuffer payload() {
        return payload;
    }

    @Override
    public InetSocketAddress from() {
        return from;
    }

    @Override
    public Route route() {
        return Route.to(from, port.local().getAddress());
    }
}
