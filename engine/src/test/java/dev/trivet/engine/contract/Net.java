package dev.trivet.engine.contract;

import dev.trivet.engine.Loop;
import dev.trivet.engine.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Where the transport under test lives, and those it talks to.
public interface Net extends AutoCloseable {
    /// A transport of one host with the three addresses below.
    Transport transport() throws IOException;

    /// IPv4.
    InetAddress first();

    /// IPv4, another.
    InetAddress second();

    /// IPv6.
    InetAddress six();

    /// Someone at a port of their own, at one of the addresses above or elsewhere, as the net has it.
    Peer peer(InetAddress likeThis) throws IOException;

    /// Told of each loop before it turns.
    void drive(Loop loop);

    /// Lets the loop turn, and a little time go by.
    void turn(Loop loop);

    @Override
    void close();

    /// Sends and receives octets.
    interface Peer {
        InetSocketAddress address();

        void send(InetSocketAddress to, byte[] octets) throws IOException;

        /// The next datagram that came, if any.
        Optional<Received> poll() throws IOException;
    }

    record Received(InetSocketAddress from, ByteBuffer octets) {}
}
