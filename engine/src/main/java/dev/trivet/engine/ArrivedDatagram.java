package dev.trivet.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The one datagram of a portable transport, filled again and again.
final class ArrivedDatagram implements Datagram {
    private final ByteBuffer payload;
    private @Nullable PortablePort port;
    private @Nullable InetSocketAddress from;

    ArrivedDatagram(ByteBuffer payload) {
        this.payload = payload;
    }

    /// @return false where none was there
    boolean receive(PortablePort port, TransportStatistics statistics) {
        payload.clear();
        try {
            // The channel gives the same object again while the sender is the same: nothing is allocated.
            from = (InetSocketAddress) port.channel().receive(payload);
        } catch (IOException e) {
            statistics.addReceiveFailed();
            return false;
        }
        if (from == null) return false;
        this.port = port;
        payload.flip();
        return true;
    }

    @Override
    public ByteBuffer payload() {
        return payload;
    }

    @Override
    public InetSocketAddress from() {
        if (from == null) throw new IllegalStateException("no datagram has arrived");
        return from;
    }

    @Override
    public Route route() {
        if (port == null) throw new IllegalStateException("no datagram has arrived");
        return port.routeTo(from());
    }
}
