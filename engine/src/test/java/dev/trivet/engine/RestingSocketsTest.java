package dev.trivet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.trivet.engine.linux.LinuxTransport;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Sockets of the Linux transport that serve one small transfer after another.
class RestingSocketsTest {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final int FEW = 30;
    private static final int MANY = 200;
    private static final int LOOPBACK_INTERFACE = 1;

    @BeforeEach
    void onLinux() {
        assumeThat(LinuxTransport.missing()).isEmpty();
    }

    @Test
    void aPortIsNotUsedAgainBeforeManyOthers() throws IOException {
        try (var transport = new LinuxTransport(new TransportSettings(_ -> {}))) {
            var last = new ArrayList<Integer>();
            for (int i = 0; i < MANY; i++) {
                try (var port = transport.open(HERE, PortRange.SYSTEM, Burst.SMALL, (_, _) -> {})) {
                    last.add(port.local().getPort());
                }
            }
            for (int i = 0; i + FEW < MANY; i++)
                assertThat(last.subList(i, i + FEW)).doesNotHaveDuplicates();
            assertThat(new HashSet<>(last).size()).isLessThan(MANY);
        }
    }

    @Test
    void whatCameForTheFormerTransferIsNotHandedToTheNext() throws IOException {
        var seen = new ArrayList<String>();
        try (var transport = new LinuxTransport(new TransportSettings(_ -> {}));
                var peer = DatagramChannel.open()) {
            var closed = new ArrayList<InetSocketAddress>();
            for (int i = 0; i <= FEW * 2; i++) {
                var port = transport.open(HERE, PortRange.SYSTEM, Burst.SMALL, (_, _) -> seen.add("former"));
                closed.add(port.local());
                port.close();
            }
            for (var place : closed) peer.send(ByteBuffer.allocate(4), place);
            List<Port> next = new ArrayList<>();
            for (int i = 0; i < FEW; i++)
                next.add(transport.open(HERE, PortRange.SYSTEM, Burst.SMALL, (_, _) -> seen.add("next")));
            assertThat(next).extracting(Port::local).anyMatch(closed::contains);
            for (int i = 0; i < FEW; i++) transport.receive(transport.now());
            assertThat(seen).isEmpty();

            peer.send(ByteBuffer.allocate(4), next.getFirst().local());
            transport.receive(transport.now() + 1_000_000_000);
            assertThat(seen).containsExactly("next");
        }
    }

    @Test
    void aSocketOfOneInterfaceDoesNotServeTheSameAddressAtAnother() throws IOException {
        byte[] octets = InetAddress.ofLiteral("::1").getAddress();
        var there = Inet6Address.getByAddress(null, octets, LOOPBACK_INTERFACE);
        try (var transport = new LinuxTransport(new TransportSettings(_ -> {}))) {
            assumeThat(bindable(transport, there)).isTrue();
            var resting = openAndClose(transport, Inet6Address.getByAddress(null, octets, 0));
            for (int i = 0; i < FEW; i++) {
                var port = transport.open(there, PortRange.SYSTEM, Burst.SMALL, (_, _) -> {});
                assertThat(port.local().getPort()).isNotIn(resting);
            }
        }
    }

    private static boolean bindable(LinuxTransport transport, InetAddress address) {
        try (var port = transport.open(address, new PortRange(1024, 65535), Burst.SMALL, (_, _) -> {})) {
            return port.local().getPort() != 0;
        } catch (IOException e) {
            return false; // no IPv6 here
        }
    }

    /// The ports, which are kept for a while.
    private static Set<Integer> openAndClose(LinuxTransport transport, InetAddress address) throws IOException {
        var ports = new HashSet<Integer>();
        for (int i = 0; i <= FEW * 2; i++) {
            try (var port = transport.open(address, PortRange.SYSTEM, Burst.SMALL, (_, _) -> {})) {
                ports.add(port.local().getPort());
            }
        }
        return ports;
    }
}
