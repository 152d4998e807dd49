package dev.trivet.sim;

import dev.trivet.engine.Arrivals;
import dev.trivet.engine.Blocks;
import dev.trivet.engine.Port;
import dev.trivet.engine.Route;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// A bound port of a [SimulatedTransport].
final class SimulatedPort implements Port {
    private final SimulatedTransport transport;
    private final InetSocketAddress local;
    private final Arrivals arrivals;
    private boolean open = true;

    SimulatedPort(SimulatedTransport transport, InetSocketAddress local, Arrivals arrivals) {
        this.transport = transport;
        this.local = local;
        this.arrivals = arrivals;
        traffic().bind(local, (from, octets) -> transport.arrived(new SimulatedDatagram(this, from, octets)));
    }

    private Traffic traffic() {
        return transport.network().traffic();
    }

    boolean isOpen() {
        return open;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public void send(Route to, ByteBuffer datagram) {
        if (!sent(to, datagram)) transport.statistics().addSendsLost(1);
    }

    @Override
    public void sendBlocks(Route to, Blocks blocks, long first, long last) throws IOException {
        long lost = transport.network().blockSender().send(this::sent, to, blocks, first, last);
        transport.statistics().addSendsLost(lost);
    }

    /// @return false where the port is closed
    private boolean sent(Route to, ByteBuffer datagram) {
        if (!open) return false;
        byte[] octets = new byte[datagram.remaining()];
        datagram.get(datagram.position(), octets);
        traffic().send(local, to.peer(), octets);
        return true;
    }

    @Override
    public void close() {
        if (!open) return;
        open = false;
        traffic().unbind(local);
        transport.closed(this);
    }
}
