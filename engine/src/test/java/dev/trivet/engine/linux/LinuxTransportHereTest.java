package dev.trivet.engine.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.trivet.engine.Arrivals;
import dev.trivet.engine.Blocks;
import dev.trivet.engine.Burst;
import dev.trivet.engine.Datagram;
import dev.trivet.engine.Port;
import dev.trivet.engine.PortRange;
import dev.trivet.engine.Route;
import dev.trivet.engine.TransportSettings;
import dev.trivet.wire.Rollover;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The Linux transport, beyond what every transport does,")
class LinuxTransportHereTest {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final long SECOND = 1_000_000_000;
    private static final int ROUNDS = 20_000;

    /// Octets for each packet that may be the measurement's own.
    private static final int NOISE = 2;

    private LinuxTransport transport;
    private final List<InetSocketAddress> gone = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        assumeThat(LinuxTransport.missing()).isEmpty();
        transport = new LinuxTransport(new TransportSettings(_ -> {}));
    }

    @AfterEach
    void close() {
        if (transport != null) transport.close();
    }

    @Test
    void tellsWhenNobodyListensAtThePeerAnyMore() throws IOException {
        var port = transport.open(HERE, PortRange.SYSTEM, Burst.SMALL, telling());
        var place = closedPlace();
        port.send(Route.to(place, HERE), ByteBuffer.allocate(4));
        for (int i = 0; i < 10 && gone.isEmpty(); i++) transport.receive(transport.now() + SECOND);
        assertThat(gone).containsExactly(place);
    }

    @Test
    void sendsToOthersWhateverWasSaidOfOne() throws IOException {
        var port = transport.listen(new InetSocketAddress(HERE, 0), telling());
        var place = closedPlace();
        try (var peer = DatagramChannel.open().bind(new InetSocketAddress(HERE, 0))) {
            var to = Route.to((InetSocketAddress) peer.getLocalAddress(), HERE);
            for (int i = 0; i < 3; i++) {
                port.send(Route.to(place, HERE), ByteBuffer.allocate(4));
                port.send(to, ByteBuffer.allocate(4));
                assertThat(peer.receive(ByteBuffer.allocate(8))).isEqualTo(port.local());
            }
        }
        assertThat(transport.statistics().sendsLost()).isZero();
    }

    @Test
    void allocatesNothingForEachPacket() throws IOException, ReflectiveOperationException {
        var server = new Echo();
        var client = new Echo();
        var at = transport.listen(new InetSocketAddress(HERE, 0), server);
        var from = transport.open(HERE, PortRange.SYSTEM, Burst.SMALL, client);
        var there = Route.to(at.local(), HERE);
        var back = Route.to(from.local(), HERE);
        var blocks = new Zeros();
        rounds(at, from, there, back, blocks);
        long before = allocated();
        rounds(at, from, there, back, blocks);
        long packets = server.count / 2 + client.count / 2;
        assertThat((allocated() - before) / packets).isLessThanOrEqualTo(NOISE);
    }

    /// A window of eight blocks one way, a packet the other.
    private void rounds(Port at, Port from, Route there, Route back, Blocks blocks) throws IOException {
        var ack = ByteBuffer.allocate(4);
        for (int i = 0; i < ROUNDS; i++) {
            at.sendBlocks(back, blocks, 1 + i * 8L, 8 + i * 8L);
            from.send(there, ack);
            while (transport.receive(Long.MIN_VALUE) > 0) {}
        }
    }

    private static InetSocketAddress closedPlace() throws IOException {
        try (var channel = DatagramChannel.open().bind(new InetSocketAddress(HERE, 0))) {
            return (InetSocketAddress) channel.getLocalAddress();
        }
    }

    private Arrivals telling() {
        return new Arrivals() {
            @Override
            public void arrived(Port port, Datagram datagram) {}

            @Override
            public void unreachable(Port port, InetSocketAddress peer) {
                gone.add(peer);
            }
        };
    }

    /// Looks at each datagram as a server does.
    private static final class Echo implements Arrivals {
        private long count;
        private Route last;

        @Override
        public void arrived(Port port, Datagram datagram) {
            count += datagram.payload().hasRemaining() ? 1 : 0;
            assert datagram.from() != null;
            last = datagram.route();
        }
    }

    private static final class Zeros implements Blocks {
        private final ByteBuffer zeros = ByteBuffer.allocate(1 << 17);

        @Override
        public int blockSize() {
            return 1468;
        }

        @Override
        public Rollover rollover() {
            return Rollover.TO_ZERO;
        }

        @Override
        public int read(long position, ByteBuffer into) {
            int count = into.remaining();
            into.put(into.position(), zeros, 0, count).position(into.limit());
            return count;
        }
    }

    /// By reflection: the engine and its tests read no module of management.
    private static long allocated() throws ReflectiveOperationException {
        Object bean = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        Method octets =
                Class.forName("com.sun.management.ThreadMXBean").getMethod("getThreadAllocatedBytes", long.class);
        return (long) octets.invoke(bean, Thread.currentThread().threadId());
    }
}
