package dev.trivet.engine.contract;

import dev.trivet.engine.Loop;
import dev.trivet.engine.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The loopback of this machine, for transports on real sockets.
final class LoopbackNet implements Net {
    /// How long a turn may wait: not a time that is tested, only what keeps a test from spinning.
    private static final long TURN_NANOS = 20_000_000;

    private static final int LARGEST = 1 << 16;

    private final Opening opening;
    private final List<DatagramChannel> channels = new ArrayList<>();

    interface Opening {
        Transport open() throws IOException;
    }

    LoopbackNet(Opening opening) {
        this.opening = opening;
    }

    @Override
    public Transport transport() throws IOException {
        return opening.open();
    }

    @Override
    public InetAddress first() {
        return address("127.0.0.1");
    }

    @Override
    public InetAddress second() {
        return address("127.0.0.2");
    }

    @Override
    public InetAddress six() {
        return address("::1");
    }

    @Override
    public Peer peer(InetAddress likeThis) throws IOException {
        var channel = DatagramChannel.open();
        channels.add(channel);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(likeThis, 0));
        return new ChannelPeer(channel, (InetSocketAddress) channel.getLocalAddress());
    }

    @Override
    public void drive(Loop loop) {}

    @Override
    public void turn(Loop loop) {
        loop.turn(loop.now() + TURN_NANOS);
    }

    @Override
    public void close() {
        for (DatagramChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static InetAddress address(String literal) {
        return InetAddress.ofLiteral(literal);
    }

    private record ChannelPeer(DatagramChannel channel, InetSocketAddress address) implements Peer {
        @Override
        public void send(InetSocketAddress to, byte[] octets) throws IOException {
            channel.send(ByteBuffer.wrap(octets), to);
        }

        @Override
        public Optional<Received> poll() throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
            var from = (InetSocketAddress) channel.receive(buffer);
            if (from == null) return Optional.empty();
            return Optional.of(new Received(from, buffer.flip()));
        }
    }
}
