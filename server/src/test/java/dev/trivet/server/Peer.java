package dev.trivet.server;

import dev.trivet.sim.SimulatedEndpoint;
import dev.trivet.sim.SimulatedNetwork;
import dev.trivet.wire.BlockNumber;
import dev.trivet.wire.Decoded;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Mode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import dev.trivet.wire.PacketCodec;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A client, or somebody else, that a test plays packet by packet.
final class Peer {
    /// @param after since the start of the network
    /// @param wire its octets, as [Wire] shows them
    record Heard(Duration after, InetSocketAddress from, Decoded packet, String wire) {}

    private final SimulatedEndpoint endpoint;
    private final InetSocketAddress server;
    final List<Heard> heard = new ArrayList<>();

    Peer(SimulatedNetwork network, InetSocketAddress server, InetSocketAddress address) {
        this.server = server;
        endpoint = network.endpointAt(
                address,
                (_, from, octets) -> heard.add(new Heard(
                        Duration.ofNanos(network.now()),
                        from,
                        PacketCodec.decode(ByteBuffer.wrap(octets)),
                        Wire.text(octets))));
    }

    InetSocketAddress address() {
        return endpoint.address();
    }

    /// To the listening port.
    Peer asks(Packet packet) {
        endpoint.send(server, packet);
        return this;
    }

    /// Octets to the listening port.
    Peer asks(byte... octets) {
        endpoint.send(server, octets);
        return this;
    }

    /// Octets as [Wire] shows them, to the listening port.
    Peer asksInOctets(String wire) {
        return asks(Wire.octets(wire));
    }

    Peer sends(InetSocketAddress to, Packet packet) {
        endpoint.send(to, packet);
        return this;
    }

    /// To where the last packet came from.
    Peer answers(Packet packet) {
        return sends(tid(), packet);
    }

    /// Octets as [Wire] shows them, to where the last packet came from.
    Peer answersInOctets(String wire) {
        endpoint.send(tid(), Wire.octets(wire));
        return this;
    }

    /// The server's TID: where the last packet came from.
    InetSocketAddress tid() {
        return heard.getLast().from();
    }

    /// Only what was said, not when and from where.
    List<Decoded> packets() {
        return heard.stream().map(Heard::packet).toList();
    }

    /// The octets of each packet, as [Wire] shows them.
    List<String> wire() {
        return heard.stream().map(Heard::wire).toList();
    }

    Decoded last() {
        return heard.getLast().packet();
    }

    static Packet rrq(String name, String... options) {
        return new Packet.ReadRequest(name, Mode.OCTET, Options.of(options));
    }

    static Packet wrq(String name, String... options) {
        return new Packet.WriteRequest(name, Mode.OCTET, Options.of(options));
    }

    static Packet ack(int block) {
        return new Packet.Ack(new BlockNumber(block));
    }

    static Packet data(int block, byte[] octets) {
        return new Packet.Data(new BlockNumber(block), ByteBuffer.wrap(octets));
    }

    static Packet data(int block, int count) {
        return data(block, Served.octets(count));
    }

    static Packet oack(String... options) {
        return new Packet.OptionAck(Options.of(options));
    }

    static Packet error(ErrorCode code, String message) {
        return new Packet.Error(code, message);
    }
}
