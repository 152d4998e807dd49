package dev.trivet.sim;

import dev.trivet.wire.Packet;
import dev.trivet.wire.PacketCodec;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// A bound port of a [SimulatedNetwork] at which a test plays client, server or stranger, octet by octet.
public final class SimulatedEndpoint implements AutoCloseable {
    /// More than any packet needs.
    private static final int LARGEST_PACKET = 1 << 16;

    private final SimulatedNetwork network;
    private final InetSocketAddress address;
    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST_PACKET);

    /// Takes what arrives.
    @FunctionalInterface
    public interface Receiver {
        /// A datagram has arrived.
        ///
        /// @param at where it arrived: to answer from
        /// @param from its sender
        /// @param octets the receiver's own
        void received(SimulatedEndpoint at, InetSocketAddress from, byte[] octets);
    }

    SimulatedEndpoint(SimulatedNetwork network, InetSocketAddress address, Receiver receiver) {
        this.network = network;
        this.address = address;
        network.traffic().bind(address, (from, octets) -> receiver.received(this, from, octets.clone()));
    }

    /// {@return address and port it is bound to}
    public InetSocketAddress address() {
        return address;
    }

    /// Sends one datagram, which any rule of TFTP may be broken by.
    ///
    /// @param to where it goes
    /// @param octets of the datagram; copied
    public void send(InetSocketAddress to, byte[] octets) {
        network.traffic().send(address, to, octets.clone());
    }

    /// Sends one packet.
    ///
    /// @param to where it goes
    /// @param packet encoded as RFC 1350 §5 says
    public void send(InetSocketAddress to, Packet packet) {
        buffer.clear();
        PacketCodec.encode(packet, buffer);
        network.traffic().send(address, to, Arrays.copyOf(buffer.array(), buffer.position()));
    }

    /// What arrives from now on arrives at nobody.
    @Override
    public void close() {
        network.traffic().unbind(address);
    }
}
