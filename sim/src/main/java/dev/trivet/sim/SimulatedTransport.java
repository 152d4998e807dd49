package dev.trivet.sim;

import dev.trivet.engine.Arrivals;
import dev.trivet.engine.Burst;
import dev.trivet.engine.Port;
import dev.trivet.engine.PortRange;
import dev.trivet.engine.PortTakenException;
import dev.trivet.engine.Transport;
import dev.trivet.engine.TransportStatistics;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/// A host's end of a [SimulatedNetwork]. Never waits: the network turns its loop when there is something to do.
final class SimulatedTransport implements Transport {
    private final SimulatedNetwork network;
    private final List<InetAddress> addresses;
    private final Set<SimulatedPort> ports = new LinkedHashSet<>();
    private final Queue<SimulatedDatagram> arrived = new ArrayDeque<>();
    private final TransportStatistics statistics = new TransportStatistics();
    private boolean closed;

    SimulatedTransport(SimulatedNetwork network, List<InetAddress> addresses) {
        this.network = network;
        this.addresses = addresses;
    }

    SimulatedNetwork network() {
        return network;
    }

    boolean hasArrivals() {
        return !arrived.isEmpty();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public long now() {
        return network.now();
    }

    @Override
    public Port listen(InetSocketAddress address, Arrivals arrivals) throws IOException {
        if (!address.getAddress().isAnyLocalAddress())
            return bind(network.ports().free(address), arrivals);
        InetSocketAddress real = network.ports().free(address);
        var members = new ArrayList<SimulatedPort>();
        try {
            for (InetAddress local : meantBy(address.getAddress())) {
                members.add(bind(new InetSocketAddress(local, real.getPort()), arrivals));
            }
        } catch (IOException e) {
            members.forEach(SimulatedPort::close);
            throw e;
        }
        return new SimulatedWildcardPort(real, members);
    }

    private List<InetAddress> meantBy(InetAddress wildcard) {
        if (wildcard instanceof Inet6Address) return addresses;
        return addresses.stream().filter(Inet4Address.class::isInstance).toList();
    }

    @Override
    public Port open(InetAddress local, PortRange range, Burst burst, Arrivals arrivals) throws IOException {
        return bind(network.ports().in(range, local), arrivals);
    }

    private SimulatedPort bind(InetSocketAddress place, Arrivals arrivals) throws IOException {
        if (!addresses.contains(place.getAddress()))
            throw new BindException(
                    "no address of this host: " + place.getAddress().getHostAddress());
        if (network.traffic().isBound(place))
            throw new PortTakenException(place, Optional.of(network.traffic().nameOf(place.getAddress())));
        var port = new SimulatedPort(this, place, arrivals);
        ports.add(port);
        return port;
    }

    void arrived(SimulatedDatagram datagram) {
        arrived.add(datagram);
    }

    void closed(SimulatedPort port) {
        ports.remove(port);
    }

    @Override
    public int receive(long deadline) throws IOException {
        if (closed) throw new IOException("the transport is closed");
        int count = 0;
        for (SimulatedDatagram next = arrived.poll(); next != null; next = arrived.poll()) {
            if (next.handOver()) count++;
        }
        return count;
    }

    /// Nothing ever waits, and the network looks for posted work by itself.
    @Override
    public void wakeup() {}

    @Override
    public TransportStatistics statistics() {
        return statistics;
    }

    @Override
    public void close() {
        closed = true;
        List.copyOf(ports).forEach(SimulatedPort::close);
    }
}
