package dev.trivet.engine;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// One socket for each local address, because a socket bound to the wildcard does not say which address was asked,
/// and an answer from another one is a stranger's to the client.
///
/// The wildcard is bound too. What arrives there was sent to a broadcast address, which is never answered, or to an
/// address that is new: then that one gets its socket, and the client's repeat is answered.
final class WildcardPort implements Port {
    /// Reading the addresses takes a millisecond or so, and anyone can send a broadcast.
    private static final long BETWEEN_READINGS_NANOS = 1_000_000_000;

    /// Two interfaces may have the same link-local address; [InetAddress#equals] does not tell them apart.
    private record LocalAddress(InetAddress address, int scope) {
        static LocalAddress of(InetAddress address) {
            return new LocalAddress(address, address instanceof Inet6Address six ? six.getScopeId() : 0);
        }
    }

    private final PortableTransport transport;
    private final Arrivals arrivals;
    private final PortablePort wildcard;
    private final Map<LocalAddress, PortablePort> members = new HashMap<>();
    private final Set<LocalAddress> refused = new HashSet<>();
    private long lastReading = -BETWEEN_READINGS_NANOS;

    private WildcardPort(PortableTransport transport, InetSocketAddress any, Arrivals arrivals) throws IOException {
        this.transport = transport;
        this.arrivals = arrivals;
        this.wildcard = transport.listenOn(any, true, (_, _) -> arrivedAtWildcard());
    }

    /// @param any a wildcard address with its real port: `0.0.0.0` for all IPv4 addresses, `::` for those of both
    /// families
    static WildcardPort open(PortableTransport transport, InetSocketAddress any, Arrivals arrivals) throws IOException {
        var port = new WildcardPort(transport, any, arrivals);
        port.readAddresses();
        return port;
    }

    @Override
    public InetSocketAddress local() {
        return wildcard.local();
    }

    @Override
    public void send(Route to, ByteBuffer datagram) {
        PortablePort member = members.get(LocalAddress.of(to.local()));
        if (member == null) transport.statistics().addSendsLost(1);
        else member.send(to, datagram);
    }

    @Override
    public void sendBlocks(Route to, Blocks blocks, long first, long last) throws IOException {
        PortablePort member = members.get(LocalAddress.of(to.local()));
        if (member == null) transport.statistics().addSendsLost(last - first + 1);
        else member.sendBlocks(to, blocks, first, last);
    }

    @Override
    public void close() {
        members.values().forEach(PortablePort::close);
        members.clear();
        wildcard.close();
    }

    private void arrivedAtWildcard() {
        if (transport.now() - lastReading < BETWEEN_READINGS_NANOS) return;
        lastReading = transport.now();
        readAddresses();
    }

    private void readAddresses() {
        Map<LocalAddress, InetAddress> present;
        try {
            present = present();
        } catch (IOException e) {
            transport.settings().notices().accept("the local addresses cannot be read: " + e.getMessage());
            return;
        }
        refused.retainAll(present.keySet());
        members.entrySet().removeIf(member -> {
            boolean vanished = !present.containsKey(member.getKey());
            if (vanished) member.getValue().close();
            return vanished;
        });
        present.forEach((key, address) -> {
            if (!members.containsKey(key)) listenOn(key, address);
        });
    }

    /// The addresses of this machine that the wildcard stands for.
    private Map<LocalAddress, InetAddress> present() throws IOException {
        boolean bothFamilies = local().getAddress() instanceof Inet6Address;
        return transport.localAddresses().read().stream()
                .filter(address -> bothFamilies || address instanceof Inet4Address)
                .collect(Collectors.toMap(LocalAddress::of, address -> address, (one, _) -> one));
    }

    /// An address that is not usable (yet) keeps the others from nothing; it is tried again at the next reading.
    private void listenOn(LocalAddress key, InetAddress address) {
        try {
            var place = new InetSocketAddress(address, local().getPort());
            members.put(key, transport.listenOn(place, true, arrivals));
            refused.remove(key);
        } catch (IOException e) {
            if (refused.add(key))
                transport
                        .settings()
                        .notices()
                        .accept("cannot listen on " + address.getHostAddress() + ": " + e.getMessage());
        }
    }
}
