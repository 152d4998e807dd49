package dev.trivet.client;

import dev.trivet.sim.SimulatedEndpoint;
import dev.trivet.sim.SimulatedNetwork;
import dev.trivet.wire.BlockNumber;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import dev.trivet.wire.PacketCodec;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// A server that does what a script says: a talk for each port that a request comes from, with a TID of its own.
final class ScriptedServer {
    /// What it does when a packet of a talk arrives: the request too, each time it comes.
    @FunctionalInterface
    interface Script {
        void heard(Talk talk, Packet packet);
    }

    private final SimulatedNetwork network;
    private final Script script;
    private final SimulatedEndpoint listening;
    private final Map<InetSocketAddress, Talk> talks = new LinkedHashMap<>();

    ScriptedServer(SimulatedNetwork network, InetSocketAddress address, Script script) {
        this.network = network;
        this.script = script;
        listening = network.endpointAt(address, this::arrived);
    }

    private void arrived(SimulatedEndpoint at, InetSocketAddress from, byte[] octets) {
        if (!(PacketCodec.decode(ByteBuffer.wrap(octets)) instanceof Packet packet)) return;
        var talk = talks.get(from);
        if (packet instanceof Packet.Request request && talk == null) {
            talk = new Talk(talks.size() + 1, from, request);
            talks.put(from, talk);
        }
        if (talk != null) script.heard(talk, packet);
    }

    /// One client port, and the server's for it.
    final class Talk {
        /// Counts from 1.
        final int number;

        final InetSocketAddress client;
        final Packet.Request request;
        private final SimulatedEndpoint tid;

        private Talk(int number, InetSocketAddress client, Packet.Request request) {
            this.number = number;
            this.client = client;
            this.request = request;
            tid = network.endpointAt(new InetSocketAddress(listening.address().getAddress(), 0), this::arrived);
        }

        private void arrived(SimulatedEndpoint at, InetSocketAddress from, byte[] octets) {
            if (PacketCodec.decode(ByteBuffer.wrap(octets)) instanceof Packet packet) script.heard(this, packet);
        }

        boolean withOptions() {
            return !request.options().isEmpty();
        }

        void send(Packet packet) {
            tid.send(client, packet);
        }

        /// As servers do that have one port.
        void sendFromListening(Packet packet) {
            listening.send(client, packet);
        }

        /// From a port that is nobody's TID.
        SimulatedEndpoint stranger(InetSocketAddress at, SimulatedEndpoint.Receiver hears) {
            return network.endpointAt(at, hears);
        }

        /// The block of a file.
        void sendBlock(byte[] file, int block, int size) {
            int from = Math.min(file.length, (block - 1) * size);
            send(data(block, Arrays.copyOfRange(file, from, Math.min(file.length, from + size))));
        }
    }

    // --- whole servers

    /// Sends a file by RFC 1350 alone.
    static Script plainReads(byte[] file) {
        return (talk, packet) -> {
            switch (packet) {
                case Packet.Request _ -> talk.sendBlock(file, 1, 512);
                case Packet.Ack(var block)
                when block.value() <= file.length / 512 -> talk.sendBlock(file, block.value() + 1, 512);
                default -> {}
            }
        };
    }

    /// Takes a file by RFC 1350 alone.
    static Script plainWrites() {
        return (talk, packet) -> {
            switch (packet) {
                case Packet.Request _ -> talk.send(ack(0));
                case Packet.Data data -> talk.send(new Packet.Ack(data.block()));
                default -> {}
            }
        };
    }

    /// Grants the block size that is asked for, or less, and no window.
    static Script sizedReads(byte[] file, int most) {
        return (talk, packet) -> {
            int size = Math.min(most, asked(talk));
            switch (packet) {
                case Packet.Request _ when asksSize(talk) -> talk.send(oack("blksize", "" + size));
                case Packet.Request _ -> talk.sendBlock(file, 1, 512);
                case Packet.Ack(var block)
                when block.value() <= file.length / size -> talk.sendBlock(file, block.value() + 1, size);
                default -> {}
            }
        };
    }

    /// Grants the block size that is asked for, or less, and no window.
    static Script sizedWrites(int most) {
        return (talk, packet) -> {
            int size = Math.min(most, asked(talk));
            switch (packet) {
                case Packet.Request _ when asksSize(talk) -> talk.send(oack("blksize", "" + size));
                case Packet.Request _ -> talk.send(ack(0));
                case Packet.Data data -> talk.send(new Packet.Ack(data.block()));
                default -> {}
            }
        };
    }

    /// Grants what is asked for, whatever it is, and is never heard of again: until it is asked for nothing.
    static Script silentAfterOack(Script plain) {
        return (talk, packet) -> {
            if (!talk.withOptions()) plain.heard(talk, packet);
            else if (packet instanceof Packet.Request request) talk.send(new Packet.OptionAck(request.options()));
        };
    }

    private static boolean asksSize(Talk talk) {
        return talk.request.options().value("blksize").isPresent();
    }

    private static int asked(Talk talk) {
        return Integer.parseInt(talk.request.options().value("blksize").orElse("512"));
    }

    // --- packets

    static Packet ack(int block) {
        return new Packet.Ack(new BlockNumber(block));
    }

    static Packet data(int block, byte[] octets) {
        return new Packet.Data(new BlockNumber(block), ByteBuffer.wrap(octets));
    }

    static Packet oack(String... options) {
        return new Packet.OptionAck(Options.of(options));
    }

    static Packet error(int code, String message) {
        return new Packet.Error(new ErrorCode(code), message);
    }
}
