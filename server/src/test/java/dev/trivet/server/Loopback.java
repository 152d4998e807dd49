package dev.trivet.server;

import dev.trivet.wire.Decoded;
import dev.trivet.wire.Packet;
import dev.trivet.wire.PacketCodec;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/// A client on a real socket of loopback, played packet by packet.
final class Loopback implements AutoCloseable {
    static final InetAddress HOST = InetAddress.getLoopbackAddress();
    static final int PATIENCE_MILLIS = 20_000;

    private static final int LARGEST = 2048;

    private final DatagramSocket socket;
    private SocketAddress tid = new InetSocketAddress(HOST, 1);

    Loopback() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(HOST, 0));
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    int port() {
        return socket.getLocalPort();
    }

    Loopback asks(TftpServer server, Packet packet) throws IOException {
        send(packet, server.addresses().getFirst());
        return this;
    }

    Loopback answers(Packet packet) throws IOException {
        send(packet, tid);
        return this;
    }

    private void send(Packet packet, SocketAddress to) throws IOException {
        var buffer = ByteBuffer.allocate(LARGEST);
        PacketCodec.encode(packet, buffer);
        socket.send(new DatagramPacket(buffer.array(), buffer.position(), to));
    }

    Decoded hears() throws IOException {
        var datagram = new DatagramPacket(new byte[LARGEST], LARGEST);
        socket.receive(datagram);
        tid = datagram.getSocketAddress();
        return PacketCodec.decode(ByteBuffer.wrap(datagram.getData(), 0, datagram.getLength()));
    }

    @Override
    public void close() {
        socket.close();
    }
}
