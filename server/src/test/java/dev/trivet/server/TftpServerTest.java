package dev.trivet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.content.WritePolicy;
import dev.trivet.engine.PortTakenException;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The only tests here with real sockets and threads, on loopback: that the server comes and goes. What it does in
/// between is tried in virtual time.
@DisplayName("A server starts, closes, and leaves nothing behind")
class TftpServerTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int PATIENCE_MILLIS = 20_000;

    private final List<TransferEvent> events = Collections.synchronizedList(new ArrayList<>());

    @Test
    void servesOnTheFreePortThatItTook() throws IOException {
        try (var server = serving().start();
                var client = socket()) {
            send(client, server.addresses().getFirst(), Peer.rrq("small"));
            var heard = receive(client);
            assertThat(decoded(heard)).isEqualTo(Peer.data(1, 100));
            assertThat(heard.getSocketAddress()).isNotEqualTo(server.addresses().getFirst());
            send(client, heard.getSocketAddress(), Peer.ack(1));
        }
    }

    @Test
    void listenersHaveHeardEverythingWhenItIsClosed() throws IOException, InterruptedException {
        try (var server = serving().start();
                var client = socket()) {
            send(client, server.addresses().getFirst(), Peer.rrq("small"));
            send(client, receive(client).getSocketAddress(), Peer.ack(1));
            send(client, server.addresses().getFirst(), Peer.rrq("none"));
            assertThat(decoded(receive(client))).isInstanceOf(Packet.Error.class);
            server.drain(Duration.ZERO);
            server.await();
        }
        assertThat(events)
                .extracting(e -> e.getClass().getSimpleName())
                .containsExactly("Requested", "Started", "Ended", "Requested", "Refused");
    }

    @Test
    void drainThatLastsTooLongTellsThoseWhoseTransferItEnds() throws IOException, InterruptedException {
        try (var server = serving().start();
                var client = socket()) {
            send(client, server.addresses().getFirst(), Peer.rrq("large"));
            assertThat(decoded(receive(client))).isInstanceOf(Packet.Data.class);
            server.drain(Duration.ZERO);
            Decoded heard = decoded(receive(client));
            while (heard instanceof Packet.Data) heard = decoded(receive(client));
            assertThat(heard).isInstanceOf(Packet.Error.class);
        }
    }

    @Test
    void closeLeavesNoThreadAndNoPort() throws IOException, InterruptedException {
        var server = serving().start();
        var address = server.addresses().getFirst();
        server.close();
        server.close();
        server.await();
        assertEnded("trivet-loop");
        assertEnded("trivet-events");
        new DatagramSocket(address).close();
    }

    @Test
    void failedStartLeavesNoThread() throws IOException, InterruptedException {
        try (var taken = socket()) {
            var builder = serving().listen(LOOPBACK, taken.getLocalPort());
            assertThatThrownBy(builder::start).isInstanceOf(PortTakenException.class);
            assertEnded("trivet-loop");
            assertEnded("trivet-events");
        }
    }

    @Test
    void drainWaitsForTheLastTransfer() throws IOException, InterruptedException {
        var ended = new CountDownLatch(1);
        try (var server = serving().start();
                var client = socket()) {
            send(client, server.addresses().getFirst(), Peer.rrq("small"));
            var tid = receive(client).getSocketAddress();
            var drain = Thread.ofPlatform().start(() -> {
                try {
                    server.drain(Duration.ofMillis(PATIENCE_MILLIS));
                    ended.countDown();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            assertThat(server.running()).isEqualTo(1);
            send(client, tid, Peer.ack(1));
            assertThat(ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
            drain.join();
        }
        assertThat(events.getLast()).isInstanceOf(TransferEvent.Ended.class);
    }

    private ServerBuilder serving() {
        var content = new MemoryContent(WritePolicy.NONE);
        content.put("small", Served.octets(100)).put("large", Served.octets(100_000));
        return TftpServer.builder().listen(LOOPBACK, 0).content(content).onEvent(events::add);
    }

    /// Or about to: the last thing a thread does is to say so.
    private static void assertEnded(String name) throws InterruptedException {
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (!thread.getName().startsWith(name)) continue;
            assertThat(thread.join(Duration.ofMillis(PATIENCE_MILLIS)))
                    .as(thread.getName())
                    .isTrue();
        }
    }

    private static DatagramSocket socket() throws IOException {
        var socket = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void send(DatagramSocket from, SocketAddress to, Packet packet) throws IOException {
        var buffer = ByteBuffer.allocate(1024);
        PacketCodec.encode(packet, buffer);
        from.send(new DatagramPacket(buffer.array(), buffer.position(), to));
    }

    private static DatagramPacket receive(DatagramSocket at) throws IOException {
        var datagram = new DatagramPacket(new byte[2048], 2048);
        at.receive(datagram);
        return datagram;
    }

    private static Decoded decoded(DatagramPacket datagram) {
        return PacketCodec.decode(ByteBuffer.wrap(datagram.getData(), 0, datagram.getLength()));
    }
}
