package dev.trivet.sim;

import dev.trivet.engine.Loop;
import dev.trivet.engine.Transport;
import dev.trivet.engine.contract.Net;
import dev.trivet.engine.contract.TransportContract;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The simulated transport")
class SimulatedTransportTest extends TransportContract {
    @Override
    protected Net net() {
        return new SimulatedNet(SimulatedNetwork.withSeed(1).latency(Duration.ofNanos(1_000)));
    }

    private record SimulatedNet(SimulatedNetwork network) implements Net {
        private static final InetAddress PEER_4 = InetAddress.ofLiteral("192.0.2.7");
        private static final InetAddress PEER_6 = InetAddress.ofLiteral("2001:db8::7");

        @Override
        public Transport transport() {
            return network.transportAt("host", first(), second(), six());
        }

        @Override
        public InetAddress first() {
            return InetAddress.ofLiteral("192.0.2.1");
        }

        @Override
        public InetAddress second() {
            return InetAddress.ofLiteral("192.0.2.2");
        }

        @Override
        public InetAddress six() {
            return InetAddress.ofLiteral("2001:db8::1");
        }

        @Override
        public Peer peer(InetAddress likeThis) {
            return new EndpointPeer(network, likeThis instanceof Inet6Address ? PEER_6 : PEER_4);
        }

        @Override
        public void drive(Loop loop) {
            network.drive(loop);
        }

        @Override
        public void turn(Loop loop) {
            network.run(Duration.ofMillis(1));
        }

        @Override
        public void close() {}
    }

    private static final class EndpointPeer implements Net.Peer {
        private final Queue<Net.Received> received = new ArrayDeque<>();
        private final SimulatedEndpoint endpoint;

        EndpointPeer(SimulatedNetwork network, InetAddress address) {
            endpoint = network.endpointAt(
                    new InetSocketAddress(address, 0),
                    (_, from, octets) -> received.add(new Net.Received(from, ByteBuffer.wrap(octets))));
        }

        @Override
        public InetSocketAddress address() {
            return endpoint.address();
        }

        @Override
        public void send(InetSocketAddress to, byte[] octets) {
            endpoint.send(to, octets);
        }

        @Override
        public Optional<Net.Received> poll() {
            return Optional.ofNullable(received.poll());
        }
    }
}
