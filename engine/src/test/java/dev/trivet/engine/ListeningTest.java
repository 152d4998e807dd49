package dev.trivet.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What only real sockets have: sharing, owners, addresses that come and go, descriptors.
class ListeningTest {
    private static final int ANY_PORT = 0;
    private static final int MOST_TURNS = 500;
    private static final InetAddress FIRST = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress SECOND = InetAddress.ofLiteral("127.0.0.2");
    private static final InetAddress THIRD = InetAddress.ofLiteral("127.0.0.3");

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : opened) each.close();
    }

    @Test
    @EnabledOnOs(OS.LINUX) // spreads one port over several sockets
    void loopsOfOneServerShareAPortAndEachClientGetsOneAnswer() throws IOException {
        PortSharing sharing = PortSharing.amongLoops();
        PortableTransport one = transport(sharing);
        PortableTransport two = transport(sharing);
        InetSocketAddress place =
                one.listen(new InetSocketAddress(FIRST, ANY_PORT), echo()).local();
        two.listen(place, echo());

        var clients = new ArrayList<DatagramChannel>();
        for (int i = 0; i < 32; i++) clients.add(client(place));
        int handedOver = receive(one, 0) + receive(two, 0);

        assertThat(handedOver).isEqualTo(32);
        for (DatagramChannel client : clients)
            assertThat(client.receive(ByteBuffer.allocate(9))).isEqualTo(place);
        assertThatThrownBy(() -> transport(PortSharing.none()).listen(place, echo()))
                .isInstanceOf(PortTakenException.class);
        assertThatThrownBy(() -> transport(PortSharing.amongLoops()).listen(place, echo()))
                .isInstanceOf(PortTakenException.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX) // /proc
    void theOwnerOfATakenPortIsNamedWithItsProcess() throws IOException {
        Port port = transport(PortSharing.none()).listen(new InetSocketAddress(FIRST, ANY_PORT), echo());
        int number = port.local().getPort();
        String me = "(pid " + ProcessHandle.current().pid() + ")";

        assertThat(PortOwner.of(port.local()))
                .hasValueSatisfying(owner -> assertThat(owner).endsWith(me));
        assertThat(PortOwner.of(new InetSocketAddress("::", number))).isPresent();
        assertThat(PortOwner.of(new InetSocketAddress("0.0.0.0", number))).isPresent();
        assertThat(PortOwner.of(new InetSocketAddress(SECOND, number))).isEmpty();
        assertThat(PortOwner.of(new InetSocketAddress("::1", number))).isEmpty();
    }

    @Test
    void aWildcardInTheWayOfAnAddressIsNoticed() throws IOException {
        Port port = transport(PortSharing.none()).listen(new InetSocketAddress("::", ANY_PORT), echo());
        var place = new InetSocketAddress(FIRST, port.local().getPort());
        assertThatThrownBy(() -> transport(PortSharing.none()).listen(place, echo()))
                .isInstanceOf(PortTakenException.class);
    }

    @Test
    void anAddressInTheWayOfAWildcardIsNoticed() throws IOException {
        Port port = transport(PortSharing.none()).listen(new InetSocketAddress(FIRST, ANY_PORT), echo());
        var place = new InetSocketAddress("::", port.local().getPort());
        assertThatThrownBy(() -> transport(PortSharing.none()).listen(place, echo()))
                .isInstanceOf(PortTakenException.class);
    }

    @Test
    void aPortBelow1024ThatIsNotAllowedIsNotCalledTaken() throws IOException {
        var place = new InetSocketAddress(FIRST, 69);
        assumeTrue(!canBind(place) && PortOwner.of(place).isEmpty(), "ports below 1024 need a privilege here");
        assertThatThrownBy(() -> transport(PortSharing.none()).listen(place, echo()))
                .isNotInstanceOf(PortTakenException.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX) // all of 127/8 can be bound
    void addressesThatComeAreServedAndThoseThatGoAreLeft() throws IOException {
        var local = new ArrayList<>(List.of(FIRST, THIRD));
        PortableTransport transport = transport(() -> List.copyOf(local));
        int port = transport
                .listen(new InetSocketAddress("0.0.0.0", ANY_PORT), echo())
                .local()
                .getPort();
        var second = new InetSocketAddress(SECOND, port);
        var third = new InetSocketAddress(THIRD, port);
        assertThat(answerTo(client(third), transport)).isEqualTo(third);

        local.add(SECOND);
        local.remove(THIRD);
        DatagramChannel client =
                client(second); // comes to the wildcard, is not answered, shows that there is something new
        receive(transport, 1);
        assertThat(client.receive(ByteBuffer.allocate(9))).isNull();

        assertThat(answerTo(client(second), transport)).isEqualTo(second);
        DatagramChannel gone = client(third);
        receive(transport, 1);
        assertThat(gone.receive(ByteBuffer.allocate(9))).isNull();
    }

    @Test
    void anAddressThatCannotBeBoundIsNoticedAndTheOthersAreServed() throws IOException {
        InetAddress elsewhere = InetAddress.ofLiteral("203.0.113.9");
        PortableTransport transport = transport(() -> List.of(elsewhere, FIRST));
        int port = transport
                .listen(new InetSocketAddress("0.0.0.0", ANY_PORT), echo())
                .local()
                .getPort();

        var place = new InetSocketAddress(FIRST, port);
        assertThat(answerTo(client(place), transport)).isEqualTo(place);
        assertThat(notices).singleElement().asString().contains("cannot listen on 203.0.113.9");
    }

    @Test
    void theGrantedReceiveBufferIsToldOnceThereIsOne() throws IOException {
        PortableTransport transport = transport(PortSharing.none());
        assertThat(transport.grantedReceiveBuffer()).isZero();
        transport.listen(new InetSocketAddress(FIRST, ANY_PORT), echo());
        assertThat(transport.grantedReceiveBuffer()).isPositive();
    }

    @Test
    @EnabledOnOs(OS.LINUX) // /proc
    void portsThatWereClosedOrCouldNotBeOpenedHoldNoDescriptor() throws IOException {
        PortableTransport transport = transport(PortSharing.none());
        Port one = transport.open(FIRST, PortRange.SYSTEM, Burst.SMALL, echo());
        var onlyThat = new PortRange(one.local().getPort(), one.local().getPort());
        receive(transport, 0);
        long before = descriptors();

        var ports = new ArrayList<Port>();
        for (int i = 0; i < 200; i++) ports.add(transport.open(FIRST, PortRange.SYSTEM, Burst.SMALL, echo()));
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> transport.open(FIRST, onlyThat, Burst.SMALL, echo()))
                    .isInstanceOf(IOException.class);
        }
        receive(transport, 0);
        assertThat(descriptors()).isEqualTo(before + 200);

        ports.forEach(Port::close);
        receive(transport, 0);
        assertThat(descriptors()).isEqualTo(before);
    }

    @Test
    void aSendTheSystemRefusesIsCountedAndEndsNothing() throws IOException {
        PortableTransport transport = transport(PortSharing.none());
        Port port = transport.open(FIRST, PortRange.SYSTEM, Burst.SMALL, echo());
        port.close();
        port.send(Route.to(new InetSocketAddress(FIRST, 9), FIRST), ByteBuffer.allocate(4));

        assertThat(transport.statistics().sendsLost()).isEqualTo(1);
    }

    // --- by hand

    private PortableTransport transport(PortSharing sharing) throws IOException {
        return opened(new PortableTransport(settings(sharing)));
    }

    private PortableTransport transport(LocalAddresses addresses) throws IOException {
        return opened(new PortableTransport(settings(PortSharing.none()), addresses));
    }

    private TransportSettings settings(PortSharing sharing) {
        return new TransportSettings(
                TransportSettings.LISTEN_BUFFER, TransportSettings.TRANSFER_BUFFER, 0, false, sharing, notices::add);
    }

    /// Who has just sent a datagram there.
    private DatagramChannel client(InetSocketAddress to) throws IOException {
        DatagramChannel client = opened(DatagramChannel.open());
        client.configureBlocking(false);
        client.send(ByteBuffer.wrap("hello".getBytes(US_ASCII)), to);
        return client;
    }

    private static InetSocketAddress answerTo(DatagramChannel client, Transport transport) throws IOException {
        for (int i = 0; i < MOST_TURNS; i++) {
            receive(transport, 0);
            if (client.receive(ByteBuffer.allocate(9)) instanceof InetSocketAddress from) return from;
        }
        throw new AssertionError("no answer in " + MOST_TURNS + " turns");
    }

    /// What is there, and at least so many.
    private static int receive(Transport transport, int atLeast) throws IOException {
        int count = transport.receive(transport.now());
        for (int i = 0; i < MOST_TURNS && count < atLeast; i++) count += transport.receive(transport.now() + 1_000_000);
        assertThat(count).isGreaterThanOrEqualTo(atLeast);
        return count;
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        opened.add(closeable);
        return closeable;
    }

    private static Arrivals echo() {
        return (port, datagram) -> port.send(datagram.route(), datagram.payload());
    }

    private static boolean canBind(InetSocketAddress place) {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.bind(place);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static long descriptors() throws IOException {
        try (var all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }
}
